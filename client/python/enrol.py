"""python enrol.py PHOTO: makes a list, and a person in it for each face of the photo. Prints the ids."""

import sys

from luna import from_environment

luna = from_environment()
(photo,) = sys.argv[1:]

list_id = luna.ask("POST", "/storage/lists", params={"type": "persons"}, json={"list_data": "guests"})["list_id"]
print("list", list_id)
for number, face in enumerate(luna.send_photo("/storage/descriptors", photo)["faces"], start=1):
    person_id = luna.ask("POST", "/storage/persons", json={"user_data": f"guest {number}"})["person_id"]
    person = f"/storage/persons/{person_id}"
    luna.ask("PATCH", f"{person}/linked_descriptors", params={"do": "attach", "descriptor_id": face["id"]})
    luna.ask("PATCH", f"{person}/linked_lists", params={"do": "attach", "list_id": list_id})
    print("person", person_id)
