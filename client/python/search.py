"""python search.py LIST PHOTO: who of the list is in the photo?"""

import sys

from luna import from_environment

luna = from_environment()
list_id, photo = sys.argv[1:]

for face in luna.send_photo("/storage/descriptors", photo)["faces"]:
    query = {"descriptor_id": face["id"], "list_id": list_id, "limit": 1}
    for candidate in luna.ask("POST", "/matching/identify", params=query)["candidates"]:
        known = candidate["similarity"] >= 0.9
        print(f"{candidate['similarity']:.3f}", candidate["user_data"] if known else "nobody we know")
