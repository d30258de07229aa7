# Was die Seiten des Beitrittsdienstes sagen. Die Meldungen stehen in der Reihenfolge von en/join.ftl.

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

footer = { -program }

# Die Seite einer Einladung.
invitation-title = Einladung zu { $account }
invitation-heading = { $inviter } lädt Sie ein, { $account } beizutreten
message-lead = { $inviter } schreibt:
invited-by = Eingeladen von
joins-under = Sie treten bei unter
offered = { $count ->
    [one] Ihre Rolle
   *[other] Ihre Rollen
}
offered-more = { $count ->
    [one] und eine weitere Rolle
   *[other] und { $count } weitere Rollen
}
role-in-group = { $role } in { $group }
role-in-account = { $role } im gesamten Konto
answer-by = Gültig bis
name-label = Ihr Name
name-hint = So sehen Sie die anderen in { $account }.
accept = Annehmen
decline = Ablehnen
decline-now = Einladung ablehnen
reason-label = Grund (freiwillig)
reason-hint = { $inviter } und die Administration von { $account } können ihn lesen.
do-nothing = Wenn Sie nichts tun, ändert sich für Sie nichts, und die Einladung endet von selbst.
ask-inviter = Wenn Sie diese Einladung nicht erwartet haben oder eine Frage haben, wenden Sie sich an { $inviter }:
ask-inviter-nameless = Wenn Sie diese Einladung nicht erwartet haben oder eine Frage haben, wenden Sie sich an die Person, die Sie eingeladen hat:

# Was eingegeben wurde, kann nicht übernommen werden.
error-title = Fehler: { $title }
error-heading = Ihre Antwort wurde noch nicht angenommen
name-empty = Geben Sie Ihren Namen ein.
name-too-long = Kürzen Sie Ihren Namen auf höchstens { $limit } Zeichen.
name-hidden = Lesen Sie Ihren Namen noch einmal und nehmen Sie dann an: Unsichtbare Zeichen wurden daraus entfernt.
reason-too-long = Kürzen Sie den Grund auf höchstens { $limit } Zeichen.
reason-hidden = Lesen Sie den Grund noch einmal und lehnen Sie dann ab: Unsichtbare Zeichen wurden daraus entfernt.

# Nach der Antwort.
accepted-title = Sie sind beigetreten
accepted-heading = Sie sind { $account } beigetreten
accepted-lead = Sie sind ab jetzt Mitglied, unter der Adresse { $address }.
accepted-lead-nameless = Sie sind ab jetzt Mitglied des Kontos.
declined-title = Sie haben abgelehnt
declined-heading = Sie haben die Einladung zu { $account } abgelehnt
declined-lead = Sie sind nicht beigetreten und erhalten keine weiteren Mails zu dieser Einladung.
declined-reason = Der Grund, den Sie angegeben haben, wurde weitergegeben.
declined-mistake = Falls das ein Versehen war, bitten Sie um eine neue Einladung.
ask-account = Wenn Sie eine Frage zum Konto haben, wenden Sie sich an { $inviter }:
ask-account-nameless = Wenn Sie eine Frage zum Konto haben, wenden Sie sich an die Person, die Sie eingeladen hat. Ihre Adresse steht in der Mail.
close = Sie können diese Seite schließen.

# Jeder Link, der nicht funktioniert.
gone-title = Dieser Link funktioniert nicht
gone-why = Eine Einladung lässt sich nur einmal und nur bis zu ihrem letzten Tag beantworten. Diese wurde vielleicht schon beantwortet, durch eine neuere ersetzt oder ist abgelaufen, oder der Link ist nicht vollständig.
gone-done = Wenn Sie bereits geantwortet haben, ist nichts weiter zu tun.
gone-ask = Andernfalls bitten Sie die Person, die Sie eingeladen hat, um eine neue Einladung. Name und Adresse stehen in der Mail, mit der der Link kam.

# Seiten, die zu keiner Einladung gehören.
home-title = Hier werden Einladungen beantwortet
home-lead = Um Ihre zu beantworten, öffnen Sie den Link in der Mail, mit der Sie eingeladen wurden.
missing-title = Hier ist keine Seite
missing-lead = Um eine Einladung zu beantworten, öffnen Sie den Link in der Mail, mit der Sie eingeladen wurden.
refused-title = Diese Antwort kam nicht von unserer Seite
refused-lead = Sie wurde nicht angenommen, und nichts wurde geändert. Zum Antworten öffnen Sie den Link in der Mail, mit der Sie eingeladen wurden.
unreadable-title = Diese Antwort war nicht lesbar
unreadable-lead = Sie wurde nicht angenommen, und nichts wurde geändert. Zum Antworten öffnen Sie den Link in der Mail, mit der Sie eingeladen wurden.
elsewhere-title = Diese Adresse gehört nicht hierher
elsewhere-lead = Um eine Einladung zu beantworten, öffnen Sie den Link in der Mail unverändert.
failed-title = Das ist im Augenblick nicht möglich
failed-lead = Nichts wurde geändert. Bitte versuchen Sie es in einigen Minuten noch einmal. Wenn es dann immer noch nicht geht, wenden Sie sich an die Person, die Sie eingeladen hat.
