# Ce que Rollcall écrit dans ses messages. Ils suivent l’ordre de en/mail.ftl.

-program = Rollcall

month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
moment = { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }, { $time } UTC

greeting = Bonjour { $name },
greeting-nameless = Bonjour,
footer = Envoyé par { -program } pour { $account }.

invitation-subject = { $inviter } vous invite à rejoindre { $account }
invitation-lead = { $inviter } ({ $address }) vous invite à rejoindre { $account }.
invitation-message = { $inviter } écrit :
invitation-offered = Si vous acceptez, { $count ->
    [one] vous aurez ce rôle :
   *[other] vous aurez ces rôles :
}
role-in-group = { $role } dans { $group }
role-in-account = { $role } dans tout le compte
invitation-answer = Répondre à l’invitation
invitation-link = Pour accepter ou refuser, ouvrez cette adresse :
invitation-link-again = Si le bouton ne fonctionne pas, ouvrez cette adresse dans votre navigateur :
invitation-link-not-kept = Le lien pour répondre se trouve dans le message envoyé. Seul ce message le contient ; il ne peut donc pas être affiché ici.
invitation-ends = L’invitation est valable jusqu’au { $moment }.
invitation-ignore = Si vous ne faites rien, rien ne change pour vous et l’invitation prend fin d’elle-même.
invitation-private = Le lien vous est personnel : quiconque le possède peut répondre à votre place. Merci de ne pas le transmettre.
invitation-questions = Si vous n’attendiez pas cette invitation ou si vous avez une question, écrivez à { $inviter } : { $address }.

reminder-subject = Rappel : l’invitation de { $inviter } à rejoindre { $account } reste ouverte
reminder-lead = { $inviter } ({ $address }) vous invite à rejoindre { $account }. L’invitation n’a pas encore reçu de réponse.
reminder-ignore = Vous recevez ce rappel parce que vous n’avez ni accepté ni refusé jusqu’ici. Si vous ne souhaitez pas rejoindre le compte, vous n’avez rien de plus à faire : rien ne change pour vous et l’invitation prend fin d’elle-même. Si vous refusez, vous ne recevrez plus de rappel.

gained-subject = { $count ->
    [one] Vous avez un nouveau rôle dans { $account }
   *[other] Vous avez de nouveaux rôles dans { $account }
}
gained-lead = L’administration de { $account } vous a attribué { $count ->
    [one] ce rôle :
   *[other] ces rôles :
}
gained-meaning = { $count ->
    [one] Ce rôle est déjà actif.
   *[other] Ces rôles sont déjà actifs.
} Vous n’avez rien à faire.
gained-questions = Si vous ne vous y attendiez pas ou si vous avez une question, écrivez à l’administration de { $account }.

answer-accepted-subject = { $invitee } a accepté l’invitation à rejoindre { $account }
answer-accepted-lead = { $invitee } ({ $address }) a accepté votre invitation et a rejoint { $account }.
answer-accepted-lead-nameless = { $address } a accepté votre invitation et a rejoint { $account }.
answer-declined-subject = { $invitee } a refusé l’invitation à rejoindre { $account }
answer-declined-lead = { $invitee } ({ $address }) a refusé votre invitation à rejoindre { $account }.
answer-declined-lead-nameless = { $address } a refusé votre invitation à rejoindre { $account }.
answer-note = La réponse était accompagnée de ces mots :
answer-declined-meaning = Cette adresse ne recevra plus de message au sujet de cette invitation. Vous pouvez en envoyer une nouvelle à tout moment.
answer-why = Vous recevez ce message parce que vous avez envoyé l’invitation. Pour ne plus recevoir de messages sur les réponses, désactivez-les dans les réglages de { -program }, sous « Mail ».

report-subject-done = Importation de { $file } : toutes les lignes sont traitées
report-subject-rejected = Importation de { $file } : { $count ->
    [one] une ligne rejetée
   *[other] { $shown } lignes rejetées
}
report-lead = L’importation de { $file } dans { $account } est terminée. { $count ->
    [0] Le fichier ne contenait aucune ligne.
    [one] Le fichier contenait une ligne :
   *[other] Le fichier contenait { $shown } lignes :
}
report-invited = { $count ->
    [one] une ligne : personne invitée
   *[other] { $shown } lignes : personne invitée
}
report-invited-again = { $count ->
    [one] une ligne : personne invitée à nouveau
   *[other] { $shown } lignes : personne invitée à nouveau
}
report-added = { $count ->
    [one] une ligne : rôle ajouté
   *[other] { $shown } lignes : rôle ajouté
}
report-changed = { $count ->
    [one] une ligne : rôle modifié
   *[other] { $shown } lignes : rôle modifié
}
report-removed = { $count ->
    [one] une ligne : personne retirée
   *[other] { $shown } lignes : personne retirée
}
report-unchanged = { $count ->
    [one] une ligne : rien à modifier
   *[other] { $shown } lignes : rien à modifier
}
report-skipped = { $count ->
    [one] une ligne : ignorée
   *[other] { $shown } lignes : ignorées
}
report-rejected = { $count ->
    [one] une ligne : rejetée
   *[other] { $shown } lignes : rejetées
}
report-invitations = { $count ->
    [0] Aucune invitation n’a été créée.
    [one] Une invitation a été créée.
   *[other] { $shown } invitations ont été créées.
}
report-attached = Le classeur joint à ce message est le tableau importé, avec le résultat de chaque ligne.
report-fix = Les lignes rejetées y sont marquées, avec l’erreur et la façon de la corriger. Corrigez-les et importez de nouveau le classeur : les lignes déjà traitées sont ignorées.

test-subject = Test des réglages de messagerie de { $account }
test-lead = Ce message est un test des réglages de messagerie de { $account }.
test-meaning = Vous le lisez, donc les réglages fonctionnent : invitations et rapports peuvent être envoyés ainsi.
