"""
python erase.py E-MAIL PERSON: erases a person of the account with everything that belongs to it. Prints the receipt.

DELETE /storage/persons/… keeps descriptors, as LUNA PLATFORM 3 does. Only the administrator can erase: ADMIN_KEY is the
key of the server's admin API, ADMIN_URL its address.
"""

import json
import os
import sys

import requests
from luna import answer

ADMIN = os.environ.get("ADMIN_URL", "http://127.0.0.1:5141")
email, person_id = sys.argv[1:]

admin = requests.Session()
admin.headers["Authorization"] = f"Bearer {os.environ['ADMIN_KEY']}"
accounts = answer(admin.get(f"{ADMIN}/accounts", params={"email": email}, timeout=60))["accounts"]
account_id = next(account["account_id"] for account in accounts if account["email"] == email)
receipt = answer(admin.delete(f"{ADMIN}/accounts/{account_id}/persons/{person_id}", timeout=300))
print(json.dumps(receipt, indent=2))
