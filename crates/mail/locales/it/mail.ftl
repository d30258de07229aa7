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
invitation-link-again = Se il pulsante non funziona, apra questo indirizzo nel browser:
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
gained-questions = Se non se lo aspettava o ha una domanda, scriva all’amministrazione di { $account }.

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

test-subject = Prova delle impostazioni di posta di { $account }
test-lead = Questo messaggio è una prova delle impostazioni di posta di { $account }.
test-meaning = Lo sta leggendo, quindi le impostazioni funzionano: inviti e rapporti possono essere inviati così.
