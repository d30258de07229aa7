"""What other programs see in files for other products: elsewhere.py ENTRA GOOGLE OKTA LDIF SCIM.

Prints the people of each, as lists of texts, in the order of the file.
"""

import csv
import json
import sys

from ldif import LDIFParser

entra, google, okta, ldif, scim = sys.argv[1:]


def table(path, columns, above=0):
    with open(path, encoding="utf-8-sig", newline="") as file:
        for _ in range(above):
            next(file)
        return [[row[column] for column in columns] for row in csv.DictReader(file, strict=True)]


def directory(path):
    with open(path, "rb") as file:
        entries = list(LDIFParser(file, strict=True).parse())
    people = {name: entry for name, entry in entries if "inetOrgPerson" in entry.get("objectClass", [])}
    groups = [entry for _, entry in entries if "groupOfNames" in entry.get("objectClass", [])]
    for group in groups:
        assert all(member in people for member in group["member"]), group
    return [[entry["mail"][0], entry["cn"][0], entry["sn"][0]] for entry in people.values()], sorted(
        group["cn"][0] for group in groups
    )


with open(scim, encoding="utf-8") as file:
    listed = json.load(file)
users = listed["Resources"]
assert listed["totalResults"] == listed["itemsPerPage"] == len(users)
assert all(user["schemas"] == ["urn:ietf:params:scim:schemas:core:2.0:User"] for user in users)
json.dump(
    {
        "entra": table(entra, ["Email address to invite [inviteeEmail] Required"], above=1),
        "google": table(google, ["Email Address [Required]", "First Name [Required]", "Last Name [Required]", "Password [Required]"]),
        "okta": table(okta, ["login", "email", "displayName", "lastName"]),
        "ldif": directory(ldif),
        "scim": [[user["userName"], user.get("displayName"), user["active"], user["groups"][0]["display"]] for user in users],
    },
    sys.stdout,
)
