# Ciò che dicono le pagine del servizio di adesione. I messaggi seguono l’ordine di en/join.ftl.

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

footer = { -program }

# La pagina di un invito.
invitation-title = Invito a entrare in { $account }
invitation-heading = { $inviter } La invita a entrare in { $account }
message-lead = { $inviter } scrive:
invited-by = Invito da parte di
joins-under = Entra con l’indirizzo
offered = { $count ->
    [one] Il Suo ruolo
   *[other] I Suoi ruoli
}
offered-more = { $count ->
    [one] e un altro ruolo
   *[other] e altri { $count } ruoli
}
role-in-group = { $role } in { $group }
role-in-account = { $role } in tutto l’account
answer-by = Data di scadenza
name-label = Il Suo nome
name-hint = Così La vedranno gli altri in { $account }.
accept = Accetta
decline = Rifiuta
decline-now = Rifiuta l’invito
reason-label = Motivo (facoltativo)
reason-hint = { $inviter } e l’amministrazione di { $account } possono leggerlo.
do-nothing = Se non fa nulla, per Lei non cambia nulla e l’invito scade da sé.
ask-inviter = Se non si aspettava questo invito o ha una domanda, scriva a { $inviter }:
ask-inviter-nameless = Se non si aspettava questo invito o ha una domanda, scriva a chi L’ha invitata:

# Ciò che è stato inserito non può essere accettato.
error-title = Errore: { $title }
error-heading = La Sua risposta non è ancora stata registrata
name-empty = Inserisca il Suo nome.
name-too-long = Abbrevi il Suo nome a non più di { $limit } caratteri.
name-hidden = Rilegga il Suo nome, poi accetti: ne sono stati tolti dei caratteri invisibili.
reason-too-long = Abbrevi il motivo a non più di { $limit } caratteri.
reason-hidden = Rilegga il motivo, poi rifiuti: ne sono stati tolti dei caratteri invisibili.

# Dopo la risposta.
accepted-title = Invito accettato
accepted-heading = Ora fa parte di { $account }
accepted-lead = Da adesso è membro, con l’indirizzo { $address }.
accepted-lead-nameless = Da adesso è membro dell’account.
declined-title = Invito rifiutato
declined-heading = Ha rifiutato l’invito a entrare in { $account }
declined-lead = Non fa parte dell’account e non riceverà altri messaggi su questo invito.
declined-reason = Il motivo che ha indicato è stato inoltrato.
declined-mistake = Se è stato un errore, chieda un nuovo invito.
ask-account = Se ha una domanda sull’account, scriva a { $inviter }:
ask-account-nameless = Se ha una domanda sull’account, scriva a chi L’ha invitata. L’indirizzo si trova nel messaggio.
close = Può chiudere questa pagina.

# Ogni link che non funziona.
gone-title = Questo link non funziona
gone-why = A un invito si può rispondere una volta sola e fino al suo ultimo giorno. Forse a questo è già stata data una risposta, oppure è stato sostituito da uno più recente o è scaduto, oppure il link è incompleto.
gone-done = Se ha già risposto, non deve fare altro.
gone-ask = Altrimenti chieda un nuovo invito a chi L’ha invitata. Nome e indirizzo si trovano nel messaggio che conteneva il link.

# Pagine che non appartengono a nessun invito.
home-title = Qui si risponde agli inviti
home-lead = Per rispondere al Suo, apra il link nel messaggio con cui è stato inviato l’invito.
missing-title = Qui non c’è nessuna pagina
missing-lead = Per rispondere a un invito, apra il link nel messaggio con cui è stato inviato.
refused-title = Questa risposta non proviene dalla nostra pagina
refused-lead = Non è stata registrata e nulla è cambiato. Per rispondere, apra il link nel messaggio dell’invito.
unreadable-title = Non è stato possibile leggere questa risposta
unreadable-lead = Non è stata registrata e nulla è cambiato. Per rispondere, apra il link nel messaggio dell’invito.
elsewhere-title = Questo indirizzo non è servito qui
elsewhere-lead = Per rispondere a un invito, apra il link nel messaggio così com’è.
failed-title = Al momento non è possibile
failed-lead = Nulla è cambiato. Riprovi tra qualche minuto. Se ancora non funziona, scriva a chi L’ha invitata.
