# Was Rollcall in seinen Mails schreibt. Die Meldungen stehen in der Reihenfolge von en/mail.ftl.

-program = Rollcall

month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
moment = { $day }. { $month } { $year }, { $time } Uhr (UTC)

greeting = Guten Tag { $name },
greeting-nameless = Guten Tag,
footer = Gesendet von { -program } für { $account }.

invitation-subject = { $inviter } lädt Sie zu { $account } ein
invitation-lead = { $inviter } ({ $address }) lädt Sie ein, { $account } beizutreten.
invitation-message = { $inviter } schreibt:
invitation-offered = Wenn Sie annehmen, { $count ->
    [one] erhalten Sie diese Rolle
   *[other] erhalten Sie diese Rollen
}:
role-in-group = { $role } in { $group }
role-in-account = { $role } im gesamten Konto
invitation-answer = Einladung beantworten
invitation-link = Zum Annehmen oder Ablehnen öffnen Sie diese Adresse:
link-again = Falls die Schaltfläche nicht funktioniert, öffnen Sie diese Adresse im Browser:
invitation-link-not-kept = Der Link zum Beantworten steht in der Mail, die versendet wird. Nur diese Mail enthält ihn; deshalb kann er hier nicht angezeigt werden.
invitation-ends = Die Einladung gilt bis zum { $moment }.
invitation-ignore = Wenn Sie nichts tun, ändert sich für Sie nichts, und die Einladung endet von selbst.
invitation-private = Der Link ist nur für Sie bestimmt: Wer ihn hat, kann an Ihrer Stelle antworten. Bitte geben Sie ihn nicht weiter.
invitation-questions = Wenn Sie diese Einladung nicht erwartet haben oder eine Frage haben, wenden Sie sich an { $inviter }: { $address }.

reminder-subject = Erinnerung: Die Einladung von { $inviter } zu { $account } ist noch offen
reminder-lead = { $inviter } ({ $address }) hat Sie eingeladen, { $account } beizutreten. Die Einladung ist noch nicht beantwortet.
reminder-ignore = Sie erhalten diese Erinnerung, weil Sie bisher weder angenommen noch abgelehnt haben. Wenn Sie nicht beitreten möchten, brauchen Sie nichts weiter zu tun: Für Sie ändert sich nichts, und die Einladung endet von selbst. Wenn Sie ablehnen, kommen keine weiteren Erinnerungen.

gained-subject = { $count ->
    [one] Sie haben eine neue Rolle in { $account }
   *[other] Sie haben neue Rollen in { $account }
}
gained-lead = Die Administration von { $account } hat Ihnen { $count ->
    [one] diese Rolle
   *[other] diese Rollen
} gegeben:
gained-meaning = { $count ->
    [one] Die Rolle gilt bereits.
   *[other] Die Rollen gelten bereits.
} Sie brauchen nichts zu tun.
questions = Wenn Sie das nicht erwartet haben oder eine Frage haben, wenden Sie sich an die Administration von { $account }.

answer-accepted-subject = { $invitee } hat die Einladung zu { $account } angenommen
answer-accepted-lead = { $invitee } ({ $address }) hat Ihre Einladung angenommen und ist { $account } beigetreten.
answer-accepted-lead-nameless = { $address } hat Ihre Einladung angenommen und ist { $account } beigetreten.
answer-declined-subject = { $invitee } hat die Einladung zu { $account } abgelehnt
answer-declined-lead = { $invitee } ({ $address }) hat Ihre Einladung zu { $account } abgelehnt.
answer-declined-lead-nameless = { $address } hat Ihre Einladung zu { $account } abgelehnt.
answer-note = Mit der Antwort kam diese Nachricht:
answer-declined-meaning = An diese Adresse gehen keine weiteren Mails zu dieser Einladung. Sie können jederzeit erneut einladen.
answer-why = Sie erhalten diese Mail, weil Sie die Einladung gesendet haben. Wenn Sie keine Mails über Antworten möchten, schalten Sie sie in { -program } aus: in den Einstellungen unter „Mail“.

report-subject-done = Import von { $file }: alle Zeilen erledigt
report-subject-rejected = Import von { $file }: { $count ->
    [one] eine Zeile abgelehnt
   *[other] { $shown } Zeilen abgelehnt
}
report-lead = Der Import von { $file } in { $account } ist abgeschlossen. { $count ->
    [0] Die Datei enthielt keine Zeilen.
    [one] Die Datei enthielt eine Zeile:
   *[other] Die Datei enthielt { $shown } Zeilen:
}
report-invited = { $count ->
    [one] eine Zeile: eingeladen
   *[other] { $shown } Zeilen: eingeladen
}
report-invited-again = { $count ->
    [one] eine Zeile: erneut eingeladen
   *[other] { $shown } Zeilen: erneut eingeladen
}
report-added = { $count ->
    [one] eine Zeile: Rolle hinzugefügt
   *[other] { $shown } Zeilen: Rolle hinzugefügt
}
report-changed = { $count ->
    [one] eine Zeile: Rolle geändert
   *[other] { $shown } Zeilen: Rolle geändert
}
report-removed = { $count ->
    [one] eine Zeile: entfernt
   *[other] { $shown } Zeilen: entfernt
}
report-unchanged = { $count ->
    [one] eine Zeile: nichts zu ändern
   *[other] { $shown } Zeilen: nichts zu ändern
}
report-skipped = { $count ->
    [one] eine Zeile: übergangen
   *[other] { $shown } Zeilen: übergangen
}
report-rejected = { $count ->
    [one] eine Zeile: abgelehnt
   *[other] { $shown } Zeilen: abgelehnt
}
report-invitations = { $count ->
    [0] Es wurde keine Einladung erstellt.
    [one] Es wurde eine Einladung erstellt.
   *[other] Es wurden { $shown } Einladungen erstellt.
}
report-attached = Die angehängte Arbeitsmappe ist die importierte Tabelle mit dem Ergebnis jeder Zeile.
report-fix = Abgelehnte Zeilen sind darin markiert, mit dem Fehler und wie er zu beheben ist. Korrigieren Sie sie und importieren Sie die Arbeitsmappe erneut: Erledigte Zeilen werden übergangen.

join-link-message = Über diesen Link können Sie darum bitten, { $account } beizutreten. Sie bestätigen Ihre Adresse per Mail, dann entscheidet die Administration.

confirm-subject = Bitte bestätigen Sie Ihre Beitrittsanfrage für { $account }
confirm-lead = Jemand, vielleicht Sie, hat mit dieser Adresse darum gebeten, { $account } beizutreten.
confirm-how = Wenn Sie das waren, bestätigen Sie die Anfrage auf der Seite, die der Link öffnet. Danach entscheidet die Administration, und Sie erhalten eine Mail.
confirm-answer = Anfrage bestätigen
confirm-link = Zum Bestätigen öffnen Sie diese Adresse:
confirm-link-not-kept = Der Link zum Bestätigen steht in der Mail, die versendet wird. Nur diese Mail enthält ihn; deshalb kann er hier nicht angezeigt werden.
confirm-ends = Bestätigen können Sie bis zum { $moment }.
confirm-ignore = Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Ohne Ihre Bestätigung wird die Administration nicht gefragt, für Sie ändert sich nichts, und die Anfrage wird von selbst gelöscht.
confirm-private = Der Link ist nur für Sie bestimmt: Wer ihn hat, kann an Ihrer Stelle bestätigen. Bitte geben Sie ihn nicht weiter.

waiting-subject = Ihre Beitrittsanfrage für { $account } wartet auf eine Entscheidung
waiting-lead = Jemand, vielleicht Sie, hat mit dieser Adresse erneut darum gebeten, { $account } beizutreten. Ihre erste Anfrage wartet noch auf die Entscheidung der Administration; geändert hat sich nichts.
waiting-since = Die Anfrage wartet seit dem { $moment }. Auf der Seite, die der Link öffnet, sehen Sie den Stand und können die Anfrage zurückziehen.
waiting-answer = Anfrage ansehen
waiting-link = Zum Ansehen oder Zurückziehen der Anfrage öffnen Sie diese Adresse:
waiting-link-not-kept = Der Link zur Anfrage steht in der Mail, die versendet wird. Nur diese Mail enthält ihn; deshalb kann er hier nicht angezeigt werden.
waiting-ignore = Wenn Sie nichts tun, wartet die Anfrage weiter. Sie erhalten eine Mail, sobald entschieden ist oder wenn die Anfrage verfällt, weil niemand entschieden hat.
waiting-private = Der Link ist nur für Sie bestimmt: Wer ihn hat, kann die Anfrage an Ihrer Stelle zurückziehen. Bitte geben Sie ihn nicht weiter.

member-subject = Sie sind bereits Mitglied von { $account }
member-lead = Jemand, vielleicht Sie, hat mit dieser Adresse darum gebeten, { $account } beizutreten.
member-already = Sie sind bereits Mitglied. Geändert hat sich nichts.
member-meaning = Sie brauchen nichts zu tun. Wenn Sie das nicht waren: Wer Ihre Adresse eingegeben hat, hat nicht erfahren, dass Sie Mitglied sind.

approved-subject = Sie sind { $account } beigetreten
approved-lead = { $administrator } ({ $address }) hat Ihre Beitrittsanfrage für { $account } genehmigt. Sie sind ab jetzt Mitglied.
approved-given = Sie haben diese Rolle:
approved-questions = Wenn Sie das nicht erwartet haben oder eine Frage haben, wenden Sie sich an { $administrator }: { $address }.

denied-subject = Ihre Beitrittsanfrage für { $account } wurde abgelehnt
denied-lead = Die Administration von { $account } hat Ihre Beitrittsanfrage abgelehnt.
denied-words = Die Administration schreibt:
denied-meaning = Sie sind nicht beigetreten; sonst hat sich für Sie nichts geändert. Sie brauchen nichts zu tun.

lapsed-subject = Ihre Beitrittsanfrage für { $account } ist verfallen
lapsed-lead = Ihre Anfrage, { $account } beizutreten, ist vom { $moment }. Niemand hat rechtzeitig entschieden; deshalb ist sie verfallen.
lapsed-again = Wenn Sie weiterhin beitreten möchten, fragen Sie über denselben Link erneut an, oder wenden Sie sich an die Administration von { $account }.
lapsed-ignore = Wenn Sie nichts tun, ändert sich für Sie nichts, und Sie erhalten keine weiteren Mails zu dieser Anfrage.

request-subject = { $name } möchte { $account } beitreten
request-lead = { $name } ({ $address }) möchte { $account } beitreten.
request-claims = { $count ->
    [one] Die Adresse ist bestätigt. Den Namen hat die Person selbst angegeben; niemand hat ihn geprüft.
   *[other] Die Adressen sind bestätigt. Die Namen haben die Personen selbst angegeben; niemand hat sie geprüft.
}
request-note = Mit der Anfrage kam diese Nachricht:
request-decision = Diese Mail entscheidet nichts, und ihr Link auch nicht: Anfragen werden in { -program } genehmigt oder abgelehnt.
request-lapses = Wenn bis zum { $moment } niemand entscheidet, verfällt die Anfrage, und die Person erfährt es per Mail.
request-questions = Wenn Sie vorher etwas fragen möchten, schreiben Sie an { $address }.
request-why = Sie erhalten diese Mail, weil Sie zur Administration von { $account } gehören. Wie oft solche Mails kommen, bestimmen Sie in { -program }: in den Einstellungen unter „Mail“.

requests-subject = { $count ->
    [one] Eine Beitrittsanfrage für { $account } wartet
   *[other] { $shown } Beitrittsanfragen für { $account } warten
}
requests-lead = { $count ->
    [one] Eine Beitrittsanfrage für { $account } wartet auf eine Entscheidung
   *[other] { $shown } Beitrittsanfragen für { $account } warten auf eine Entscheidung
}:
requests-line = { $name } ({ $address }), seit dem { $moment }
requests-more = { $count ->
    [one] und eine weitere
   *[other] und { $shown } weitere
}
requests-lapse = Eine Anfrage, über die niemand rechtzeitig entscheidet, verfällt; wer angefragt hat, erfährt es per Mail.

program-open = In { -program } öffnen
program-link = Zum Entscheiden öffnen Sie { -program } und wählen „Requests“, oder Sie öffnen diese Adresse auf einem Computer mit { -program }:
program-otherwise = Falls die Schaltfläche nichts bewirkt, öffnen Sie { -program } und wählen Sie „Requests“.

test-subject = Test der Mail-Einstellungen von { $account }
test-lead = Diese Mail ist ein Test der Mail-Einstellungen von { $account }.
test-meaning = Sie lesen sie, also funktionieren die Einstellungen: Einladungen und Berichte können so versendet werden.
