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
ask-inviter = Se non si aspettava questo invito o ha una domanda, scriva a { $person }:
ask-inviter-nameless = Se non si aspettava questo invito o ha una domanda, scriva a chi L’ha invitata:

# Ciò che è stato inserito non può essere accettato.
error-title = Errore: { $title }
error-heading = La Sua risposta non è ancora stata registrata
name-empty = Inserisca il Suo nome.
name-too-long = Abbrevi il Suo nome a non più di { $limit } caratteri.
name-hidden = Rilegga il Suo nome e lo invii così com’è ora: ne sono stati tolti dei caratteri invisibili.
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
ask-account = Se ha una domanda sull’account, scriva a { $person }:
ask-account-nameless = Se ha una domanda sull’account, scriva a chi L’ha invitata. L’indirizzo si trova nel messaggio.
close = Può chiudere questa pagina.
# La pagina del link per entrare.
ask-title = Chiedere di entrare in { $account }
administrators-lead = L’amministrazione di { $account } scrive:
admitted = Per indirizzi in
admitted-domain = { $domain }
admitted-more = { $count ->
    [one] e un altro dominio
   *[other] e altri { $count } domini
}
address-label = Indirizzo di lavoro
address-hint = Lì arriva un messaggio con un link per confermare che l’indirizzo è Suo.
note-label = Nota (facoltativa)
note-hint = Per l’amministrazione: per esempio chi è e di che cosa ha bisogno.
ask = Chiedi di entrare
ask-next = Quando avrà confermato il Suo indirizzo, l’amministrazione vedrà il Suo nome, il Suo indirizzo e la Sua nota. Deciderà, e la risposta arriverà via e-mail.

# Ciò che è stato compilato lì non è accettato.
ask-error-heading = La Sua richiesta non è ancora stata inviata
ask-busy = Al momento arrivano più richieste di quante se ne possano gestire. Attenda qualche minuto, poi invii di nuovo il modulo così com’è qui.
ask-too-often = Dalla Sua rete sono arrivate molte richieste in poco tempo. Attenda un minuto, poi invii di nuovo il modulo così com’è qui.
address-empty = Inserisca il Suo indirizzo di lavoro.
address-form = Inserisca il Suo indirizzo intero, come nome@example.org.
address-local-part = Controlli ciò che precede la @ nel Suo indirizzo: un indirizzo così non può esistere.
address-not-ascii = Inserisca un indirizzo che prima della @ abbia solo lettere dalla A alla Z, senza accenti: la maggior parte dei server di posta non potrebbe consegnare nulla a questo.
address-no-domain = Controlli ciò che segue la @ nel Suo indirizzo: non è un dominio come example.org.
address-too-long = Controlli il Suo indirizzo: è più lungo di quanto possa essere un indirizzo.
address-hidden = Rilegga il Suo indirizzo e lo invii così com’è ora: ne sono stati tolti dei caratteri invisibili.
address-not-admitted = Inserisca un indirizzo in uno dei domini indicati sopra: con questo link nessun altro può fare richiesta.
address-not-admitted-but = Inserisca un indirizzo in { $domains }: con questo link nessun altro può fare richiesta.
note-too-long = Abbrevi la nota a non più di { $limit } caratteri.
note-hidden = Rilegga la nota e la invii così com’è ora: ne sono stati tolti dei caratteri invisibili.

# Ciò che si dice a chiunque abbia fatto richiesta, qualunque sia l’indirizzo.
asked-title = Guardi nella Sua posta
asked-lead = Se può entrare con l’indirizzo inserito, un messaggio è in arrivo lì e dice come proseguire. Può richiedere qualche minuto; guardi anche nella posta indesiderata.
asked-nothing = Non arriva nessun messaggio se con quell’indirizzo non può entrare o se oggi ne ha già ricevuti diversi.
asked-mistyped = Se ha sbagliato a scrivere l’indirizzo, apra di nuovo il link per entrare e invii un’altra richiesta.

# La pagina della propria richiesta.
asked-address = Indirizzo
asked-name = Nome inserito
asked-note = Nota inserita
confirm-title = Confermi la Sua richiesta
confirm-heading = Confermi la Sua richiesta di entrare in { $account }
confirm-lead = Qualcuno, forse Lei, ha chiesto di entrare con il Suo indirizzo. Se la richiesta è Sua, la confermi: solo allora verrà chiesto all’amministrazione.
confirm-by = Da confermare entro
confirm = Conferma la richiesta
confirm-nothing = Se la richiesta non è Sua, non deve fare nulla: non viene chiesto nulla all’amministrazione, e la richiesta viene cancellata da sé.
waiting-title = La Sua richiesta è in attesa
waiting-heading = La Sua richiesta di entrare in { $account } è in attesa
waiting-lead = L’amministrazione deciderà. La risposta sarà inviata a { $address }.
waiting-since = In attesa dal
waiting-until = Scade il
waiting-ask = Se ha una domanda, si rivolga a chi Le ha dato il link.
withdraw = Ritira la richiesta
withdraw-hint = Nessuno deciderà più. Potrà chiedere di nuovo in seguito con il link per entrare.
withdraw-now = Ritira ora la richiesta
approved-title = La Sua richiesta è stata approvata
approved-heading = La Sua richiesta di entrare in { $account } è stata approvata
approved-mail = Il messaggio che Le è stato inviato dice qual è il Suo ruolo.
approved-invited = È stato inviato un invito a { $address }. Lo cerchi nella Sua posta e lo accetti per entrare.
ask-decider = Se ha una domanda, scriva a { $person }:
ask-decider-nameless = Se ha una domanda, scriva a questo indirizzo:
denied-title = La Sua richiesta è stata respinta
denied-heading = La Sua richiesta di entrare in { $account } è stata respinta
denied-lead = Non fa parte dell’account, e per Lei non è cambiato altro.
withdrawn-title = Ha ritirato la Sua richiesta
withdrawn-heading = Ha ritirato la Sua richiesta di entrare in { $account }
withdrawn-lead = Non fa parte dell’account. Se cambia idea, chieda di nuovo con il link per entrare.
lapsed-title = La Sua richiesta è scaduta
lapsed-heading = La Sua richiesta di entrare in { $account } è scaduta
lapsed-lead = Nessuno ha deciso in tempo e non fa parte dell’account. Può chiedere di nuovo con il link per entrare.
full-title = Questo link per entrare non ammette altre richieste
full-lead = Lo hanno già usato tante persone quante ne ammette. La Sua richiesta non è stata inoltrata. Si rivolga a chi Le ha dato il link.

# Ogni link che non funziona.
gone-title = Questo link non funziona
gone-why = Forse è già stato usato, è stato sostituito da uno più recente o disattivato, è scaduto, oppure è incompleto.
gone-done = Se ha già risposto, non deve fare altro.
gone-ask = Altrimenti ne chieda uno nuovo a chi L’ha invitata o Le ha dato il link. Se è arrivato via e-mail, nome e indirizzo si trovano in quel messaggio.

# Pagine che non appartengono a nessun link.
home-title = Per questa pagina serve un link
home-lead = Per rispondere a un invito, chiedere di entrare o vedere a che punto è la Sua richiesta, apra il link che ha ricevuto.
missing-title = Qui non c’è nessuna pagina
missing-lead = Per rispondere a un invito, chiedere di entrare o vedere a che punto è la Sua richiesta, apra il link che ha ricevuto, così com’è.
refused-title = Questo non proviene dalla nostra pagina
refused-lead = Non è stato registrato e nulla è cambiato. Apra il link che ha ricevuto e riprovi lì.
unreadable-title = Non è stato possibile leggere
unreadable-lead = Non è stato registrato e nulla è cambiato. Apra il link che ha ricevuto e riprovi lì.
elsewhere-title = Questo indirizzo non è servito qui
elsewhere-lead = Apra il link che ha ricevuto, così com’è.
failed-title = Al momento non è possibile
failed-lead = Nulla è cambiato. Riprovi tra qualche minuto. Se ancora non funziona, scriva a chi L’ha invitata o Le ha dato il link.
