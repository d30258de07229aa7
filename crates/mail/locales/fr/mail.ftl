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
link-again = Si le bouton ne fonctionne pas, ouvrez cette adresse dans votre navigateur :
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
questions = Si vous ne vous y attendiez pas ou si vous avez une question, écrivez à l’administration de { $account }.

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

join-link-message = Avec ce lien, vous pouvez demander à rejoindre { $account }. Vous confirmez votre adresse par e-mail, puis l’administration décide.

confirm-subject = Confirmez votre demande pour rejoindre { $account }
confirm-lead = Quelqu’un, vous peut-être, a demandé à rejoindre { $account } avec cette adresse.
confirm-how = Si c’était vous, confirmez la demande sur la page que le lien ouvre. L’administration décide ensuite, et vous recevez un message.
confirm-answer = Confirmer la demande
confirm-link = Pour confirmer, ouvrez cette adresse :
confirm-link-not-kept = Le lien pour confirmer se trouve dans le message envoyé. Seul ce message le contient ; il ne peut donc pas être affiché ici.
confirm-ends = Vous pouvez confirmer jusqu’au { $moment }.
confirm-ignore = Si ce n’était pas vous, vous n’avez rien à faire : sans votre confirmation, l’administration n’est pas consultée, rien ne change pour vous et la demande est effacée d’elle-même.
confirm-private = Le lien vous est personnel : quiconque le possède peut confirmer à votre place. Merci de ne pas le transmettre.

waiting-subject = Votre demande pour rejoindre { $account } attend une décision
waiting-lead = Quelqu’un, vous peut-être, a de nouveau demandé à rejoindre { $account } avec cette adresse. Votre première demande attend encore la décision de l’administration ; rien n’a changé.
waiting-since = La demande attend depuis le { $moment }. Sur la page que le lien ouvre, vous voyez où elle en est et vous pouvez la retirer.
waiting-answer = Voir la demande
waiting-link = Pour voir ou retirer la demande, ouvrez cette adresse :
waiting-link-not-kept = Le lien vers la demande se trouve dans le message envoyé. Seul ce message le contient ; il ne peut donc pas être affiché ici.
waiting-ignore = Si vous ne faites rien, la demande reste en attente. Vous recevrez un message dès qu’une décision sera prise, ou si la demande expire parce que personne n’a décidé.
waiting-private = Le lien vous est personnel : quiconque le possède peut retirer la demande à votre place. Merci de ne pas le transmettre.

member-subject = Vous êtes déjà membre de { $account }
member-lead = Quelqu’un, vous peut-être, a demandé à rejoindre { $account } avec cette adresse.
member-already = Vous en êtes déjà membre. Rien n’a changé.
member-meaning = Vous n’avez rien à faire. Si ce n’était pas vous : la personne qui a saisi votre adresse n’a pas appris que vous êtes membre.

approved-subject = Vous avez rejoint { $account }
approved-lead = { $administrator } ({ $address }) a approuvé votre demande pour rejoindre { $account }. Vous en êtes désormais membre.
approved-given = Vous avez ce rôle :
approved-questions = Si vous ne vous y attendiez pas ou si vous avez une question, écrivez à { $administrator } : { $address }.

denied-subject = Votre demande pour rejoindre { $account } a été refusée
denied-lead = L’administration de { $account } a refusé votre demande.
denied-words = L’administration écrit :
denied-meaning = Vous n’avez pas rejoint le compte, et rien d’autre n’a changé pour vous. Vous n’avez rien à faire.

lapsed-subject = Votre demande pour rejoindre { $account } a expiré
lapsed-lead = Votre demande pour rejoindre { $account } date du { $moment }. Personne n’a décidé à temps ; elle a donc expiré.
lapsed-again = Si vous souhaitez toujours rejoindre le compte, refaites la demande avec le même lien ou écrivez à l’administration de { $account }.
lapsed-ignore = Si vous ne faites rien, rien ne change pour vous et vous ne recevrez plus de message au sujet de cette demande.

request-subject = { $name } demande à rejoindre { $account }
request-lead = { $name } ({ $address }) demande à rejoindre { $account }.
request-claims = { $count ->
    [one] L’adresse est confirmée. Le nom est celui que la personne a indiqué ; il n’a pas été vérifié.
   *[other] Les adresses sont confirmées. Les noms sont ceux que les personnes ont indiqués ; ils n’ont pas été vérifiés.
}
request-note = La demande était accompagnée de ces mots :
request-decision = Ce message ne décide de rien, et son lien non plus : les demandes sont approuvées ou refusées dans { -program }.
request-lapses = Si personne ne décide avant le { $moment }, la demande expire et la personne en est informée par e-mail.
request-questions = Si vous voulez d’abord poser une question, écrivez à { $address }.
request-why = Vous recevez ce message parce que vous faites partie de l’administration de { $account }. Vous choisissez la fréquence de ces messages dans les réglages de { -program }, sous « Mail ».

requests-subject = { $count ->
    [one] Une demande pour rejoindre { $account } est en attente
   *[other] { $shown } demandes pour rejoindre { $account } sont en attente
}
requests-lead = { $count ->
    [one] Une demande pour rejoindre { $account } attend une décision :
   *[other] { $shown } demandes pour rejoindre { $account } attendent une décision :
}
requests-line = { $name } ({ $address }), depuis le { $moment }
requests-more = { $count ->
    [one] et une autre
   *[other] et { $shown } autres
}
requests-lapse = Une demande sur laquelle personne ne décide à temps expire, et la personne en est informée par e-mail.

program-open = Ouvrir dans { -program }
program-link = Pour décider, ouvrez { -program } et choisissez « Requests », ou ouvrez cette adresse sur un ordinateur où { -program } est installé :
program-otherwise = Si le bouton ne fait rien, ouvrez { -program } et choisissez « Requests ».

test-subject = Test des réglages de messagerie de { $account }
test-lead = Ce message est un test des réglages de messagerie de { $account }.
test-meaning = Vous le lisez, donc les réglages fonctionnent : invitations et rapports peuvent être envoyés ainsi.
