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
ask-inviter = Wenn Sie diese Einladung nicht erwartet haben oder eine Frage haben, wenden Sie sich an { $person }:
ask-inviter-nameless = Wenn Sie diese Einladung nicht erwartet haben oder eine Frage haben, wenden Sie sich an die Person, die Sie eingeladen hat:

# Was eingegeben wurde, kann nicht übernommen werden.
error-title = Fehler: { $title }
error-heading = Ihre Antwort wurde noch nicht angenommen
name-empty = Geben Sie Ihren Namen ein.
name-too-long = Kürzen Sie Ihren Namen auf höchstens { $limit } Zeichen.
name-hidden = Lesen Sie Ihren Namen noch einmal und senden Sie ihn so, wie er jetzt ist: Unsichtbare Zeichen wurden daraus entfernt.
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
ask-account = Wenn Sie eine Frage zum Konto haben, wenden Sie sich an { $person }:
ask-account-nameless = Wenn Sie eine Frage zum Konto haben, wenden Sie sich an die Person, die Sie eingeladen hat. Ihre Adresse steht in der Mail.
close = Sie können diese Seite schließen.
# Die Seite des Beitrittslinks.
ask-title = Um Beitritt zu { $account } bitten
administrators-lead = Die Administration von { $account } schreibt:
admitted = Für Adressen in
admitted-domain = { $domain }
admitted-more = { $count ->
    [one] und eine weitere Domain
   *[other] und { $count } weitere Domains
}
address-label = Dienstliche Adresse
address-hint = Dorthin geht eine Mail mit einem Link, mit dem Sie bestätigen, dass die Adresse Ihre ist.
note-label = Nachricht (freiwillig)
note-hint = An die Administration: zum Beispiel wer Sie sind und was Sie brauchen.
ask = Um Beitritt bitten
ask-next = Sobald Sie Ihre Adresse bestätigt haben, sieht die Administration Ihren Namen, Ihre Adresse und Ihre Nachricht. Sie entscheidet, und die Antwort kommt per Mail.

# Was dort ausgefüllt wurde, wird nicht angenommen.
ask-error-heading = Ihre Anfrage wurde noch nicht gesendet
ask-busy = Im Augenblick kommen mehr Anfragen, als beantwortet werden können. Warten Sie einige Minuten und senden Sie das Formular dann so, wie es hier steht.
ask-too-often = Aus Ihrem Netz kamen in kurzer Zeit viele Anfragen. Warten Sie eine Minute und senden Sie das Formular dann so, wie es hier steht.
address-empty = Geben Sie Ihre dienstliche Adresse ein.
address-form = Geben Sie Ihre vollständige Adresse ein, etwa name@example.org.
address-local-part = Prüfen Sie, was in Ihrer Adresse vor dem @ steht: So kann keine Adresse lauten.
address-not-ascii = Geben Sie eine Adresse ein, die vor dem @ nur Buchstaben von A bis Z hat: An diese könnten die meisten Mailserver nichts zustellen.
address-no-domain = Prüfen Sie, was in Ihrer Adresse hinter dem @ steht: Es ist keine Domain wie example.org.
address-too-long = Prüfen Sie Ihre Adresse: Sie ist länger, als eine Adresse sein kann.
address-hidden = Lesen Sie Ihre Adresse noch einmal und senden Sie sie so, wie sie jetzt ist: Unsichtbare Zeichen wurden daraus entfernt.
address-not-admitted = Geben Sie eine Adresse in einer der oben genannten Domains ein: Über diesen Link kann sonst niemand um Beitritt bitten.
address-not-admitted-but = Geben Sie eine Adresse in { $domains } ein: Über diesen Link kann sonst niemand um Beitritt bitten.
note-too-long = Kürzen Sie die Nachricht auf höchstens { $limit } Zeichen.
note-hidden = Lesen Sie die Nachricht noch einmal und senden Sie sie so, wie sie jetzt ist: Unsichtbare Zeichen wurden daraus entfernt.

# Was allen gesagt wird, die um Beitritt gebeten haben, gleich mit welcher Adresse.
asked-title = Sehen Sie in Ihr Postfach
asked-lead = Wenn Sie mit der eingegebenen Adresse beitreten können, ist eine Mail dorthin unterwegs. In ihr steht, wie es weitergeht. Sie kann einige Minuten brauchen; sehen Sie auch im Spam-Ordner nach.
asked-nothing = Es kommt keine Mail, wenn Sie mit dieser Adresse nicht beitreten können oder wenn dorthin heute schon mehrere solche Mails gingen.
asked-mistyped = Wenn Sie sich bei der Adresse vertippt haben, öffnen Sie den Beitrittslink noch einmal und fragen Sie neu an.

# Die Seite der eigenen Anfrage.
asked-address = Adresse
asked-name = Eingegebener Name
asked-note = Eingegebene Nachricht
confirm-title = Bestätigen Sie Ihre Anfrage
confirm-heading = Bestätigen Sie Ihre Beitrittsanfrage für { $account }
confirm-lead = Jemand, vielleicht Sie, hat mit Ihrer Adresse um Beitritt gebeten. Wenn Sie das waren, bestätigen Sie die Anfrage: Erst dann wird die Administration gefragt.
confirm-by = Bestätigen bis
confirm = Anfrage bestätigen
confirm-nothing = Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Die Administration wird nicht gefragt, und die Anfrage wird von selbst gelöscht.
waiting-title = Ihre Anfrage wartet
waiting-heading = Ihre Beitrittsanfrage für { $account } wartet
waiting-lead = Die Administration entscheidet darüber. Die Antwort geht per Mail an { $address }.
waiting-since = Wartet seit
waiting-until = Verfällt am
waiting-ask = Wenn Sie eine Frage haben, wenden Sie sich an die Person, von der Sie den Beitrittslink haben.
withdraw = Anfrage zurückziehen
withdraw-hint = Dann entscheidet niemand mehr darüber. Über den Beitrittslink können Sie später noch einmal um Beitritt bitten.
withdraw-now = Anfrage jetzt zurückziehen
approved-title = Ihre Anfrage wurde genehmigt
approved-heading = Ihre Beitrittsanfrage für { $account } wurde genehmigt
approved-mail = In der Mail, die Sie erhalten haben, steht, welche Rolle Sie haben.
approved-invited = An { $address } ging eine Einladung. Suchen Sie sie in Ihrem Postfach und nehmen Sie sie an, um beizutreten.
ask-decider = Wenn Sie eine Frage haben, wenden Sie sich an { $person }:
ask-decider-nameless = Wenn Sie eine Frage haben, schreiben Sie an diese Adresse:
denied-title = Ihre Anfrage wurde abgelehnt
denied-heading = Ihre Beitrittsanfrage für { $account } wurde abgelehnt
denied-lead = Sie sind nicht beigetreten; sonst hat sich für Sie nichts geändert.
withdrawn-title = Sie haben Ihre Anfrage zurückgezogen
withdrawn-heading = Sie haben Ihre Beitrittsanfrage für { $account } zurückgezogen
withdrawn-lead = Sie sind nicht beigetreten. Wenn Sie es sich anders überlegen, bitten Sie über den Beitrittslink noch einmal um Beitritt.
lapsed-title = Ihre Anfrage ist verfallen
lapsed-heading = Ihre Beitrittsanfrage für { $account } ist verfallen
lapsed-lead = Niemand hat rechtzeitig darüber entschieden, und Sie sind nicht beigetreten. Sie können über den Beitrittslink noch einmal um Beitritt bitten.
full-title = Dieser Beitrittslink nimmt keine Anfragen mehr an
full-lead = Darüber haben schon so viele um Beitritt gebeten, wie dürfen. Ihre Anfrage wurde nicht weitergegeben. Bitte wenden Sie sich an die Person, von der Sie den Link haben.

# Jeder Link, der nicht funktioniert.
gone-title = Dieser Link funktioniert nicht
gone-why = Er wurde vielleicht schon benutzt, durch einen neueren ersetzt oder ausgeschaltet, seine Zeit ist vorbei, oder er ist nicht vollständig.
gone-done = Wenn Sie bereits geantwortet haben, ist nichts weiter zu tun.
gone-ask = Andernfalls bitten Sie die Person, die Sie eingeladen oder Ihnen den Link gegeben hat, um einen neuen. Kam er per Mail, stehen Name und Adresse in dieser Mail.

# Seiten, die zu keinem Link gehören.
home-title = Zu dieser Seite gehört ein Link
home-lead = Um eine Einladung zu beantworten, um Beitritt zu bitten oder zu sehen, wie es um Ihre Anfrage steht, öffnen Sie den Link, den Sie erhalten haben.
missing-title = Hier ist keine Seite
missing-lead = Um eine Einladung zu beantworten, um Beitritt zu bitten oder zu sehen, wie es um Ihre Anfrage steht, öffnen Sie den Link, den Sie erhalten haben, unverändert.
refused-title = Das kam nicht von unserer Seite
refused-lead = Es wurde nicht angenommen, und nichts wurde geändert. Öffnen Sie den Link, den Sie erhalten haben, und versuchen Sie es dort noch einmal.
unreadable-title = Das war nicht lesbar
unreadable-lead = Es wurde nicht angenommen, und nichts wurde geändert. Öffnen Sie den Link, den Sie erhalten haben, und versuchen Sie es dort noch einmal.
elsewhere-title = Diese Adresse gehört nicht hierher
elsewhere-lead = Öffnen Sie den Link, den Sie erhalten haben, unverändert.
failed-title = Das ist im Augenblick nicht möglich
failed-lead = Nichts wurde geändert. Bitte versuchen Sie es in einigen Minuten noch einmal. Wenn es dann immer noch nicht geht, wenden Sie sich an die Person, die Sie eingeladen oder Ihnen den Link gegeben hat.
