"""
LUNA_TOKEN=… python3 turnstile.py LIST (--folder DIR | --camera COMMAND) [options]

Opens for whoever is in the list. Pictures come from a folder, each new file once, or from a command that prints a JPEG.
The door stays shut whenever there is doubt: no face, several, nobody we know, no answer.
"""

import argparse
import json
import os
import random
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from http.client import HTTPException
from pathlib import Path

URL = os.environ.get("LUNA_URL", "http://127.0.0.1:5140")
TOKEN = os.environ["LUNA_TOKEN"]
BUSY = (408, 429, 503)  # the same request may succeed a little later
NO_FACE, SEVERAL_FACES = 4003, 11012
LONGEST_PAUSE = 2.0


class Refused(Exception):
    """An answer that is no success."""

    def __init__(self, error):
        self.status = error.code
        seconds = error.headers.get("Retry-After") or ""
        self.retry_after = int(seconds) if seconds.isdigit() else 0
        try:
            self.code = json.load(error).get("error_code")
        except ValueError:  # of a proxy, not of the service
            self.code = None
        super().__init__(f"{self.status} {self.code}")


def search(list_id, picture, timeout):
    """The person of the list who is most like the one face in the picture, or None. Raises Refused and OSError."""
    query = urllib.parse.urlencode({"list_id": list_id, "limit": 1})
    request = urllib.request.Request(
        f"{URL}/4/matching/search?{query}",
        data=picture,
        headers={"X-Auth-Token": TOKEN, "Content-Type": "image/jpeg"},
    )
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return next(iter(json.load(answer)["candidates"]), None)
    except urllib.error.HTTPError as error:
        raise Refused(error) from None
    except (HTTPException, ValueError, KeyError) as error:  # an answer that broke off, or that somebody else gave
        raise ConnectionError(f"no answer of the service: {error!r}") from None


def search_patiently(list_id, picture, patience):
    """Asks a busy server again, at growing intervals that differ from those of the next turnstile."""
    deadline = time.monotonic() + patience
    pause = 0.2
    while True:
        try:
            return search(list_id, picture, timeout=max(0.1, deadline - time.monotonic()))
        except Refused as refused:
            if refused.status not in BUSY:
                raise
            wait, error = max(refused.retry_after, pause), refused
        except OSError as failed:
            wait, error = pause, failed
        wait *= random.uniform(1, 1.25)
        if time.monotonic() + wait > deadline:
            raise error
        time.sleep(wait)
        pause = min(2 * pause, LONGEST_PAUSE)


def decide(options, picture):
    """Whether to open, and what to say."""
    try:
        best = search_patiently(options.list, picture, options.patience)
    except Refused as refused:
        if refused.code == NO_FACE:
            return False, "no face"
        if refused.code == SEVERAL_FACES:
            return False, "several faces"
        doing = "does not answer" if refused.status in BUSY else "refuses the picture"
        return False, f"the server {doing}: {refused}"
    except OSError as error:
        return False, f"the server is out of reach: {error}"
    if best is None:
        return False, "nobody is in the list"
    known = best["similarity"] >= options.threshold
    return known, f"{best['similarity']:.3f}  {best['user_data'] if known else 'nobody we know'}"


def from_folder(folder, once):
    """Each new JPEG, the oldest first. A camera writes a picture under another name and renames it when it is whole."""
    seen = set()
    while True:
        new = [file for file in Path(folder).glob("*.jpg") if file not in seen]
        for file in sorted(new, key=lambda file: (file.stat().st_mtime, file.name)):
            seen.add(file)
            yield file.read_bytes()
        if once:
            return
        time.sleep(0.2)


def from_camera(command, once):
    """What the command prints, again and again: a picture is taken when the one before was decided."""
    while True:
        taken = subprocess.run(command, shell=True, stdout=subprocess.PIPE, check=False)
        if taken.returncode == 0 and taken.stdout:
            yield taken.stdout
        else:
            print(f"stay   the camera failed: exit code {taken.returncode}", flush=True)
            time.sleep(1)
        if once:
            return


def main():
    parser = argparse.ArgumentParser(description="Opens for whoever is in the list.")
    parser.add_argument("list", help="id of a list of persons")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--folder", help="where a camera puts pictures")
    source.add_argument("--camera", help="a command that prints a JPEG")
    parser.add_argument("--open", default="true", help="a command that opens the door")
    parser.add_argument("--threshold", type=float, default=0.9, help="least similarity, 0 to 1 (0.9)")
    parser.add_argument("--patience", type=float, default=5.0, help="seconds that a busy server is asked (5)")
    parser.add_argument("--once", action="store_true", help="end after the pictures that are there")
    options = parser.parse_args()
    if options.folder:
        pictures = from_folder(options.folder, options.once)
    else:
        pictures = from_camera(options.camera, options.once)
    for picture in pictures:
        opens, words = decide(options, picture)
        print(f"{'open ' if opens else 'stay '}  {words}", flush=True)
        if opens:
            subprocess.run(options.open, shell=True, check=False)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
