#!/bin/sh
# sh examples/first-steps.sh URL PHOTO ANOTHER-PHOTO
#
# Registers an account, makes a person of the largest face in the first photo, fetches its portrait, puts the person into a list,
# and asks who of the list is in the second photo.
set -eu

API="$1/4"
PHOTO=$2
ANOTHER=$3
JSON='Content-Type: application/json'
JPEG='Content-Type: image/jpeg'
TOKEN=
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Sends a request and keeps the body of the answer. One that is no success ends the script, and its body says why.
ask() {
  answer=$(curl --silent --show-error --fail-with-body --header "X-Auth-Token: $TOKEN" "$@") || {
    echo "$answer" >&2
    exit 1
  }
}
# The first text of the answer that has this name. Enough for an example; use jq where you have it.
member() { echo "$answer" | grep -o "\"$1\":\"[^\"]*\"" | head -n 1 | cut -d '"' -f 4; }

email="first-steps-$$-$(date +%s)@example.com"
ask "$API/accounts" --header "$JSON" --data "{\"organization_name\":\"First steps\",\"email\":\"$email\",\"password\":\"secret-word\"}"
TOKEN=$(member token)
echo "token $TOKEN"

ask "$API/storage/descriptors" --header "$JPEG" --data-binary "@$PHOTO"
face=$(member id)
echo "face $face"

ask "$API/storage/persons" --header "$JSON" --data '{"user_data":"the first guest"}'
person=$(member person_id)
ask --request PATCH "$API/storage/persons/$person/linked_descriptors?do=attach&descriptor_id=$face"
echo "person $person"

ask "$API/storage/portraits/$face" --output "$folder/portrait.jpg"
echo "portrait of $(wc -c < "$folder/portrait.jpg" | tr -d ' ') bytes"

ask "$API/storage/lists?type=persons" --header "$JSON" --data '{"list_data":"guests"}'
list=$(member list_id)
ask --request PATCH "$API/storage/persons/$person/linked_lists?do=attach&list_id=$list"
echo "list $list"

ask "$API/storage/descriptors" --header "$JPEG" --data-binary "@$ANOTHER"
asked=$(member id)
ask --request POST "$API/matching/identify?descriptor_id=$asked&list_id=$list&limit=1"
echo "$answer"
