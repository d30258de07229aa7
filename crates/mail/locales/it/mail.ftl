# Ciò che Rollcall scrive nei suoi messaggi. L’ordine è quello di en/mail.ftl.

-program = Rollcall

month-1 = gennaio
month-2 = febbraio
month-3 = marzo
month-4 = aprile
month-5 = maggio
month-6 = giugno
month-7 = luglio
month-8 = agosto
month-9 = settembre
month-10 = ottobre
month-11 = novembre
month-12 = dicembre
moment = { $day ->
    [1] 1º
   *[other] { $day }
} { $month } { $year }, ore { $time } UTC

greeting = Buongiorno { $name },
greeting-nameless = Buongiorno,
footer = Inviato da { -program } per { $account }.

invitation-subject = { $inviter } La invita a entrare in { $account }
invitation-lead = { $inviter } ({ $address }) La invita a entrare in { $account }.
invitation-message = { $inviter } scrive:
invitation-offered = Se accetta, { $count ->
    [one] avrà questo ruolo
   *[other] avrà questi ruoli
}:
role-in-group = { $role } in { $group }
role-in-account = { $role } in tutto l’account
invitation-answer = Rispondere all’invito
invitation-link = Per accettare o rifiutare, apra questo indirizzo:
link-again = Se il pulsante non funziona, apra questo indirizzo nel browser:
invitation-link-not-kept = Il link per rispondere si trova nel messaggio che viene inviato. Solo quel messaggio lo contiene, quindi non può essere mostrato qui.
invitation-ends = Data di scadenza dell’invito: { $moment }.
invitation-ignore = Se non fa nulla, per Lei non cambia nulla e l’invito scade da sé.
invitation-private = Il link è riservato a Lei: chi lo possiede può rispondere al Suo posto. La preghiamo di non inoltrarlo.
invitation-questions = Se non si aspettava questo invito o ha una domanda, scriva a { $inviter }: { $address }.

reminder-subject = Promemoria: l’invito di { $inviter } a entrare in { $account } è ancora aperto
reminder-lead = { $inviter } ({ $address }) La invita a entrare in { $account }. L’invito non ha ancora ricevuto risposta.
reminder-ignore = Riceve questo promemoria perché finora non ha né accettato né rifiutato. Se non desidera entrare, non deve fare altro: per Lei non cambia nulla e l’invito scade da sé. Se rifiuta, non riceverà altri promemoria.

gained-subject = { $count ->
    [one] Ha un nuovo ruolo in { $account }
   *[other] Ha nuovi ruoli in { $account }
}
gained-lead = L’amministrazione di { $account } Le ha assegnato { $count ->
    [one] questo ruolo
   *[other] questi ruoli
}:
gained-meaning = { $count ->
    [one] Il ruolo è già attivo.
   *[other] I ruoli sono già attivi.
} Non deve fare nulla.
questions = Se non se lo aspettava o ha una domanda, scriva all’amministrazione di { $account }.

answer-accepted-subject = { $invitee } ha accettato l’invito a entrare in { $account }
answer-accepted-lead = { $invitee } ({ $address }) ha accettato il Suo invito e ora fa parte di { $account }.
answer-accepted-lead-nameless = { $address } ha accettato il Suo invito e ora fa parte di { $account }.
answer-declined-subject = { $invitee } ha rifiutato l’invito a entrare in { $account }
answer-declined-lead = { $invitee } ({ $address }) ha rifiutato il Suo invito a entrare in { $account }.
answer-declined-lead-nameless = { $address } ha rifiutato il Suo invito a entrare in { $account }.
answer-note = La risposta era accompagnata da queste parole:
answer-declined-meaning = A questo indirizzo non arriveranno altri messaggi su questo invito. Può inviarne uno nuovo in qualsiasi momento.
answer-why = Riceve questo messaggio perché ha inviato Lei l’invito. Se non desidera messaggi sulle risposte, li disattivi nelle impostazioni di { -program }, alla sezione «Mail».

report-subject-done = Importazione di { $file }: tutte le righe elaborate
report-subject-rejected = Importazione di { $file }: { $count ->
    [one] una riga respinta
   *[other] { $shown } righe respinte
}
report-lead = L’importazione di { $file } in { $account } è terminata. { $count ->
    [0] Il file non conteneva righe.
    [one] Il file conteneva una riga:
   *[other] Il file conteneva { $shown } righe:
}
report-invited = { $count ->
    [one] una riga: persona invitata
   *[other] { $shown } righe: persona invitata
}
report-invited-again = { $count ->
    [one] una riga: persona invitata di nuovo
   *[other] { $shown } righe: persona invitata di nuovo
}
report-added = { $count ->
    [one] una riga: ruolo aggiunto
   *[other] { $shown } righe: ruolo aggiunto
}
report-changed = { $count ->
    [one] una riga: ruolo cambiato
   *[other] { $shown } righe: ruolo cambiato
}
report-removed = { $count ->
    [one] una riga: persona rimossa
   *[other] { $shown } righe: persona rimossa
}
report-unchanged = { $count ->
    [one] una riga: nulla da cambiare
   *[other] { $shown } righe: nulla da cambiare
}
report-skipped = { $count ->
    [one] una riga: saltata
   *[other] { $shown } righe: saltate
}
report-rejected = { $count ->
    [one] una riga: respinta
   *[other] { $shown } righe: respinte
}
report-invitations = { $count ->
    [0] Non è stato creato alcun invito.
    [one] È stato creato un invito.
   *[other] Sono stati creati { $shown } inviti.
}
report-attached = La cartella di lavoro allegata è la tabella importata, con il risultato di ogni riga.
report-fix = Le righe respinte vi sono evidenziate, con l’errore e il modo di correggerlo. Le corregga e importi di nuovo la cartella di lavoro: le righe già elaborate vengono saltate.

join-link-message = Con questo link può chiedere di entrare in { $account }. Lei conferma il Suo indirizzo via e-mail, poi l’amministrazione decide.

confirm-subject = Confermi la Sua richiesta di entrare in { $account }
confirm-lead = Qualcuno, forse Lei, ha chiesto di entrare in { $account } con questo indirizzo.
confirm-how = Se la richiesta è Sua, la confermi nella pagina che il link apre. Poi l’amministrazione decide e Lei riceve un messaggio.
confirm-answer = Confermare la richiesta
confirm-link = Per confermare, apra questo indirizzo:
confirm-link-not-kept = Il link per confermare si trova nel messaggio che viene inviato. Solo quel messaggio lo contiene, quindi non può essere mostrato qui.
confirm-ends = Termine per confermare: { $moment }.
confirm-ignore = Se la richiesta non è Sua, non deve fare nulla: senza la Sua conferma non viene chiesto nulla all’amministrazione, per Lei non cambia nulla e la richiesta viene cancellata da sé.
confirm-private = Il link è riservato a Lei: chi lo possiede può confermare al Suo posto. La preghiamo di non inoltrarlo.

waiting-subject = La Sua richiesta di entrare in { $account } attende una decisione
waiting-lead = Qualcuno, forse Lei, ha chiesto di nuovo di entrare in { $account } con questo indirizzo. La Sua prima richiesta attende ancora la decisione dell’amministrazione; nulla è cambiato.
waiting-since = Data della richiesta: { $moment }. Nella pagina che il link apre può vedere a che punto è e può ritirarla.
waiting-answer = Vedere la richiesta
waiting-link = Per vedere o ritirare la richiesta, apra questo indirizzo:
waiting-link-not-kept = Il link alla richiesta si trova nel messaggio che viene inviato. Solo quel messaggio lo contiene, quindi non può essere mostrato qui.
waiting-ignore = Se non fa nulla, la richiesta resta in attesa. Riceverà un messaggio quando l’amministrazione avrà deciso, o se la richiesta scade perché nessuno ha deciso.
waiting-private = Il link è riservato a Lei: chi lo possiede può ritirare la richiesta al Suo posto. La preghiamo di non inoltrarlo.

member-subject = Fa già parte di { $account }
member-lead = Qualcuno, forse Lei, ha chiesto di entrare in { $account } con questo indirizzo.
member-already = Lei ne fa già parte. Nulla è cambiato.
member-meaning = Non deve fare nulla. Se la richiesta non è Sua: chi ha inserito il Suo indirizzo non ha saputo che Lei ne fa parte.

approved-subject = Ora fa parte di { $account }
approved-lead = { $administrator } ({ $address }) ha approvato la Sua richiesta di entrare in { $account }. Da adesso ne fa parte.
approved-given = Ha questo ruolo:
approved-questions = Se non se lo aspettava o ha una domanda, scriva a { $administrator }: { $address }.

denied-subject = La Sua richiesta di entrare in { $account } è stata respinta
denied-lead = L’amministrazione di { $account } ha respinto la Sua richiesta.
denied-words = L’amministrazione scrive:
denied-meaning = Non fa parte dell’account, e per Lei non è cambiato altro. Non deve fare nulla.

lapsed-subject = La Sua richiesta di entrare in { $account } è scaduta
lapsed-lead = Nessuno ha deciso in tempo sulla Sua richiesta di entrare in { $account }, quindi la richiesta è scaduta. Data della richiesta: { $moment }.
lapsed-again = Se desidera ancora entrare, ripeta la richiesta con lo stesso link o scriva all’amministrazione di { $account }.
lapsed-ignore = Se non fa nulla, per Lei non cambia nulla e non riceverà altri messaggi su questa richiesta.

request-subject = { $name } chiede di entrare in { $account }
request-lead = { $name } ({ $address }) chiede di entrare in { $account }.
request-claims = { $count ->
    [one] L’indirizzo è confermato. Il nome è quello indicato dalla persona; nessuno l’ha verificato.
   *[other] Gli indirizzi sono confermati. I nomi sono quelli indicati dalle persone; nessuno li ha verificati.
}
request-note = La richiesta era accompagnata da queste parole:
request-decision = Questo messaggio non decide nulla, e nemmeno il suo link: le richieste si approvano o si respingono in { -program }.
request-lapses = Se nessuno decide in tempo, la richiesta scade e la persona ne viene informata via e-mail. Data di scadenza: { $moment }.
request-questions = Se prima desidera chiedere qualcosa, scriva a { $address }.
request-why = Riceve questo messaggio perché fa parte dell’amministrazione di { $account }. Può scegliere la frequenza di questi messaggi nelle impostazioni di { -program }, alla sezione «Mail».

requests-subject = { $count ->
    [one] Una richiesta di entrare in { $account } è in attesa
   *[other] { $shown } richieste di entrare in { $account } sono in attesa
}
requests-lead = { $count ->
    [one] Una richiesta di entrare in { $account } attende una decisione
   *[other] { $shown } richieste di entrare in { $account } attendono una decisione
}:
requests-line = { $name } ({ $address }), in attesa da: { $moment }
requests-more = { $count ->
    [one] e un’altra
   *[other] e altre { $shown }
}
requests-lapse = Una richiesta sulla quale nessuno decide in tempo scade, e chi l’ha fatta ne viene informato via e-mail.

program-open = Aprire in { -program }
program-link = Per decidere, apra { -program } e scelga «Requests», oppure apra questo indirizzo su un computer con { -program }:
program-otherwise = Se il pulsante non fa nulla, apra { -program } e scelga «Requests».

test-subject = Prova delle impostazioni di posta di { $account }
test-lead = Questo messaggio è una prova delle impostazioni di posta di { $account }.
test-meaning = Lo sta leggendo, quindi le impostazioni funzionano: inviti e rapporti possono essere inviati così.
