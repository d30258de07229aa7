# Ce que disent les pages du service d’adhésion. Les messages suivent l’ordre de en/join.ftl.

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

footer = { -program }

# La page d’une invitation.
invitation-title = Invitation à rejoindre { $account }
invitation-heading = { $inviter } vous invite à rejoindre { $account }
message-lead = { $inviter } écrit :
invited-by = Invitation de
joins-under = Vous rejoignez avec l’adresse
offered = { $count ->
    [one] Votre rôle
   *[other] Vos rôles
}
offered-more = { $count ->
    [one] et un autre rôle
   *[other] et { $count } autres rôles
}
role-in-group = { $role } dans { $group }
role-in-account = { $role } dans tout le compte
answer-by = Valable jusqu’au
name-label = Votre nom
name-hint = C’est ainsi que les autres vous verront dans { $account }.
accept = Accepter
decline = Refuser
decline-now = Refuser l’invitation
reason-label = Motif (facultatif)
reason-hint = { $inviter } et l’administration de { $account } peuvent le lire.
do-nothing = Si vous ne faites rien, rien ne change pour vous et l’invitation prend fin d’elle-même.
ask-inviter = Si vous n’attendiez pas cette invitation ou si vous avez une question, écrivez à { $inviter } :
ask-inviter-nameless = Si vous n’attendiez pas cette invitation ou si vous avez une question, écrivez à la personne qui vous a invité :

# Ce qui a été saisi ne peut pas être accepté.
error-title = Erreur : { $title }
error-heading = Votre réponse n’est pas encore enregistrée
name-empty = Saisissez votre nom.
name-too-long = Raccourcissez votre nom à { $limit } caractères au plus.
name-hidden = Relisez votre nom, puis acceptez : des caractères invisibles en ont été retirés.
reason-too-long = Raccourcissez le motif à { $limit } caractères au plus.
reason-hidden = Relisez le motif, puis refusez : des caractères invisibles en ont été retirés.

# Après la réponse.
accepted-title = C’est fait
accepted-heading = Vous avez rejoint { $account }
accepted-lead = Vous en êtes désormais membre, avec l’adresse { $address }.
accepted-lead-nameless = Vous êtes désormais membre du compte.
declined-title = Vous avez refusé
declined-heading = Vous avez refusé de rejoindre { $account }
declined-lead = Vous ne l’avez pas rejoint et ne recevrez plus de message au sujet de cette invitation.
declined-reason = Le motif que vous avez indiqué a été transmis.
declined-mistake = Si c’était une erreur, demandez une nouvelle invitation.
ask-account = Si vous avez une question au sujet du compte, écrivez à { $inviter } :
ask-account-nameless = Si vous avez une question au sujet du compte, écrivez à la personne qui vous a invité. Son adresse figure dans le message.
close = Vous pouvez fermer cette page.

# Tout lien qui ne fonctionne pas.
gone-title = Ce lien ne fonctionne pas
gone-why = On ne peut répondre à une invitation qu’une fois, et jusqu’à son dernier jour. Celle-ci a peut-être déjà reçu une réponse, été remplacée par une plus récente ou pris fin, ou bien le lien est incomplet.
gone-done = Si vous avez déjà répondu, vous n’avez plus rien à faire.
gone-ask = Sinon, demandez une nouvelle invitation à la personne qui vous a invité. Son nom et son adresse figurent dans le message qui contenait le lien.

# Pages qui n’appartiennent à aucune invitation.
home-title = C’est ici que l’on répond aux invitations
home-lead = Pour répondre à la vôtre, ouvrez le lien du message qui vous a invité.
missing-title = Il n’y a pas de page ici
missing-lead = Pour répondre à une invitation, ouvrez le lien du message qui vous a invité.
refused-title = Cette réponse ne vient pas de notre page
refused-lead = Elle n’a pas été enregistrée et rien n’a changé. Pour répondre, ouvrez le lien du message qui vous a invité.
unreadable-title = Cette réponse n’a pas pu être lue
unreadable-lead = Elle n’a pas été enregistrée et rien n’a changé. Pour répondre, ouvrez le lien du message qui vous a invité.
elsewhere-title = Cette adresse n’est pas servie ici
elsewhere-lead = Pour répondre à une invitation, ouvrez le lien du message tel quel.
failed-title = Ce n’est pas possible pour le moment
failed-lead = Rien n’a changé. Réessayez dans quelques minutes. Si cela ne fonctionne toujours pas, écrivez à la personne qui vous a invité.
