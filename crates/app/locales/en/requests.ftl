# Join requests, and what becomes of them.

request-gone = This request is not there, or not yours to decide.
request-approved-before = The request of { $address } was already approved by { $by } on { $at }.
request-denied-before = The request of { $address } was already denied by { $by } on { $at }.
request-withdrawn-before = { $address } took the request back on { $at }.
request-lapsed-before = The request of { $address } lapsed on { $at }, since nobody had decided it.
request-changed = The request of { $address } could not be decided: a group or a role is not there any more. Choose another one.
