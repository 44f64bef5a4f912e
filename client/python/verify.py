"""python verify.py PERSON PHOTO: is one of the faces in the photo this person? Leaves with 1 when not."""

import sys

from luna import from_environment

luna = from_environment()
person_id, photo = sys.argv[1:]

best = 0
for face in luna.send_photo("/storage/descriptors", photo)["faces"]:
    query = {"descriptor_id": face["id"], "person_id": person_id}
    best = max(best, luna.ask("POST", "/matching/verify", params=query)["candidates"][0]["similarity"])
print(f"{best:.3f}", "the same person" if best >= 0.9 else "somebody else")
sys.exit(0 if best >= 0.9 else 1)
