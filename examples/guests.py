"""
LUNA_TOKEN=… [LUNA_URL=http://127.0.0.1:5140] python3 guests.py add NAME PHOTO | who PHOTO | all

A list of guests: enrol one, ask who is in a photo, print all. The same program works with LUNA PLATFORM 3, Backport 3 and
luna-backport3: only LUNA_URL is another.
"""

import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

URL = os.environ.get("LUNA_URL", "http://127.0.0.1:5140")
TOKEN = os.environ["LUNA_TOKEN"]
LIST = "guests"
THRESHOLD = 0.9
PAGE = 100  # LUNA PLATFORM 3 gives no more, whatever it is asked for


def ask(method, path, body=None, content_type=None, **query):
    """The answer, as a dict. Exits with what the server says when it refuses."""
    address = f"{URL}/4{path}?{urllib.parse.urlencode(query)}"
    headers = {"X-Auth-Token": TOKEN}
    if content_type:
        headers["Content-Type"] = content_type
    request = urllib.request.Request(address, data=body, method=method, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read() or b"{}")
    except urllib.error.HTTPError as error:
        sys.exit(f"{error.code} {error.read().decode(errors='replace')}")
    except urllib.error.URLError as error:
        sys.exit(f"{URL} is out of reach: {error.reason}")


def make(path, members, **query):
    return ask("POST", path, json.dumps(members).encode(), "application/json", **query)


def pages(path, member):
    """All objects of a collection. Pages may be shorter than what was asked for."""
    page, seen = 1, 0
    while True:
        answer = ask("GET", path, page=page, page_size=PAGE)
        yield from answer[member]
        page, seen = page + 1, seen + len(answer[member])
        if seen >= answer["count"] or not answer[member]:
            return


def guests():
    """The id of the list; made when it is not there."""
    found = ask("GET", "/storage/lists", page_size=PAGE)["lists"]["person_lists"]
    ids = [each["id"] for each in found if each["list_data"] == LIST]
    return ids[0] if ids else make("/storage/lists", {"list_data": LIST}, type="persons")["list_id"]


def add(name, photo):
    faces = ask("POST", "/storage/descriptors", Path(photo).read_bytes(), "image/jpeg")["faces"]
    if len(faces) != 1:
        sys.exit(f"{len(faces)} faces in {photo}: one is needed")
    person = make("/storage/persons", {"user_data": name})["person_id"]
    link = f"/storage/persons/{person}"
    ask("PATCH", f"{link}/linked_descriptors", do="attach", descriptor_id=faces[0]["id"])
    ask("PATCH", f"{link}/linked_lists", do="attach", list_id=guests())
    print(f"{person} {name}")


def who(photo):
    found = ask("POST", "/matching/search", Path(photo).read_bytes(), "image/jpeg", list_id=guests(), limit=1)
    for best in found["candidates"]:
        if best["similarity"] >= THRESHOLD:
            return print(f"{best['similarity']:.3f} {best['user_data']}")
    print("nobody we know")


def everybody():
    for person in pages(f"/storage/lists/{guests()}", "persons"):
        print(f"{person['id']} {person['user_data']}")


commands = {("add", 2): add, ("who", 1): who, ("all", 0): everybody}
command, arguments = (sys.argv[1:2] or [""])[0], sys.argv[2:]
if (command, len(arguments)) not in commands:
    sys.exit(__doc__)
commands[command, len(arguments)](*arguments)
