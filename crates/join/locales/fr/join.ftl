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
ask-inviter = Si vous n’attendiez pas cette invitation ou si vous avez une question, écrivez à { $person } :
ask-inviter-nameless = Si vous n’attendiez pas cette invitation ou si vous avez une question, écrivez à la personne qui vous a invité :

# Ce qui a été saisi ne peut pas être accepté.
error-title = Erreur : { $title }
error-heading = Votre réponse n’est pas encore enregistrée
name-empty = Saisissez votre nom.
name-too-long = Raccourcissez votre nom à { $limit } caractères au plus.
name-hidden = Relisez votre nom et envoyez-le tel qu’il est maintenant : des caractères invisibles en ont été retirés.
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
ask-account = Si vous avez une question au sujet du compte, écrivez à { $person } :
ask-account-nameless = Si vous avez une question au sujet du compte, écrivez à la personne qui vous a invité. Son adresse figure dans le message.
close = Vous pouvez fermer cette page.
# La page du lien d’adhésion.
ask-title = Demander à rejoindre { $account }
administrators-lead = L’administration de { $account } écrit :
admitted = Pour les adresses en
admitted-domain = { $domain }
admitted-more = { $count ->
    [one] et un autre domaine
   *[other] et { $count } autres domaines
}
address-label = Adresse professionnelle
address-hint = Un message y sera envoyé avec un lien pour confirmer que cette adresse est la vôtre.
note-label = Message (facultatif)
note-hint = À l’administration : par exemple qui vous êtes et ce dont vous avez besoin.
ask = Envoyer la demande
ask-next = Quand vous aurez confirmé votre adresse, l’administration verra votre nom, votre adresse et votre message. Elle décidera, et la réponse vous parviendra par e-mail.

# Ce qui a été rempli n’est pas accepté.
ask-error-heading = Votre demande n’est pas encore envoyée
ask-busy = Il arrive en ce moment plus de demandes qu’on ne peut en traiter. Attendez quelques minutes, puis renvoyez le formulaire tel qu’il est ici.
ask-too-often = De nombreuses demandes sont arrivées de votre réseau en peu de temps. Attendez une minute, puis renvoyez le formulaire tel qu’il est ici.
address-empty = Saisissez votre adresse professionnelle.
address-form = Saisissez votre adresse entière, comme nom@example.org.
address-local-part = Vérifiez ce qui précède le @ dans votre adresse : une telle adresse est impossible.
address-not-ascii = Saisissez une adresse qui n’a que des lettres de A à Z, sans accent, avant le @ : la plupart des serveurs ne pourraient rien remettre à celle-ci.
address-no-domain = Vérifiez ce qui suit le @ dans votre adresse : ce n’est pas un domaine comme example.org.
address-too-long = Vérifiez votre adresse : elle est plus longue que ne peut l’être une adresse.
address-hidden = Relisez votre adresse et envoyez-la telle qu’elle est maintenant : des caractères invisibles en ont été retirés.
address-not-admitted = Saisissez une adresse dans l’un des domaines indiqués plus haut : personne d’autre ne peut faire de demande avec ce lien.
address-not-admitted-but = Saisissez une adresse en { $domains } : personne d’autre ne peut faire de demande avec ce lien.
note-too-long = Raccourcissez le message à { $limit } caractères au plus.
note-hidden = Relisez le message et envoyez-le tel qu’il est maintenant : des caractères invisibles en ont été retirés.

# Ce qui est dit à toute personne qui a fait une demande, quelle que soit l’adresse.
asked-title = Consultez votre messagerie
asked-lead = Si vous pouvez rejoindre le compte avec l’adresse saisie, un message y est envoyé et vous dit comment continuer. Il peut mettre quelques minutes ; regardez aussi dans les indésirables.
asked-nothing = Aucun message n’arrive si cette adresse ne permet pas de rejoindre le compte, ou si elle en a déjà reçu plusieurs de ce genre aujourd’hui.
asked-mistyped = Si vous avez mal saisi l’adresse, ouvrez de nouveau le lien d’adhésion et refaites votre demande.

# La page de sa propre demande.
asked-address = Adresse
asked-name = Nom saisi
asked-note = Message saisi
confirm-title = Confirmez votre demande
confirm-heading = Confirmez votre demande pour rejoindre { $account }
confirm-lead = Quelqu’un, vous peut-être, a fait cette demande avec votre adresse. Si c’était vous, confirmez-la : l’administration n’est consultée qu’ensuite.
confirm-by = À confirmer avant le
confirm = Confirmer la demande
confirm-nothing = Si ce n’était pas vous, vous n’avez rien à faire : l’administration n’est pas consultée, et la demande est effacée d’elle-même.
waiting-title = Votre demande est en attente
waiting-heading = Votre demande pour rejoindre { $account } est en attente
waiting-lead = L’administration va en décider. La réponse sera envoyée à { $address }.
waiting-since = En attente depuis le
waiting-until = Expire le
waiting-ask = Si vous avez une question, adressez-vous à la personne qui vous a donné le lien d’adhésion.
withdraw = Retirer la demande
withdraw-hint = Personne n’en décidera alors. Vous pourrez faire une nouvelle demande plus tard avec le lien d’adhésion.
withdraw-now = Retirer la demande maintenant
approved-title = Votre demande a été approuvée
approved-heading = Votre demande pour rejoindre { $account } a été approuvée
approved-mail = Le message qui vous a été envoyé dit quel est votre rôle.
approved-invited = Une invitation a été envoyée à { $address }. Cherchez-la dans votre messagerie et acceptez-la pour rejoindre le compte.
ask-decider = Si vous avez une question, écrivez à { $person } :
ask-decider-nameless = Si vous avez une question, écrivez à cette adresse :
denied-title = Votre demande a été refusée
denied-heading = Votre demande pour rejoindre { $account } a été refusée
denied-lead = Vous n’avez pas rejoint le compte, et rien d’autre n’a changé pour vous.
withdrawn-title = Vous avez retiré votre demande
withdrawn-heading = Vous avez retiré votre demande pour rejoindre { $account }
withdrawn-lead = Vous n’avez pas rejoint le compte. Si vous changez d’avis, faites une nouvelle demande avec le lien d’adhésion.
lapsed-title = Votre demande a expiré
lapsed-heading = Votre demande pour rejoindre { $account } a expiré
lapsed-lead = Personne n’en a décidé à temps, et vous n’avez pas rejoint le compte. Vous pouvez faire une nouvelle demande avec le lien d’adhésion.
full-title = Ce lien d’adhésion n’admet plus de demandes
full-lead = Autant de personnes qu’il en admet l’ont déjà utilisé. Votre demande n’a pas été transmise. Adressez-vous à la personne qui vous a donné le lien.

# Tout lien qui ne fonctionne pas.
gone-title = Ce lien ne fonctionne pas
gone-why = Il a peut-être déjà été utilisé, remplacé par un plus récent ou désactivé, il a pris fin, ou bien il est incomplet.
gone-done = Si vous avez déjà répondu, vous n’avez plus rien à faire.
gone-ask = Sinon, demandez-en un nouveau à la personne qui vous a invité ou donné le lien. S’il est venu par e-mail, son nom et son adresse figurent dans le message.

# Pages qui n’appartiennent à aucun lien.
home-title = Cette page demande un lien
home-lead = Pour répondre à une invitation, demander à rejoindre un compte ou voir où en est votre demande, ouvrez le lien que vous avez reçu.
missing-title = Il n’y a pas de page ici
missing-lead = Pour répondre à une invitation, demander à rejoindre un compte ou voir où en est votre demande, ouvrez tel quel le lien que vous avez reçu.
refused-title = Cela ne vient pas de notre page
refused-lead = Rien n’a été enregistré ni changé. Ouvrez le lien que vous avez reçu et réessayez sur sa page.
unreadable-title = Cela n’a pas pu être lu
unreadable-lead = Rien n’a été enregistré ni changé. Ouvrez le lien que vous avez reçu et réessayez sur sa page.
elsewhere-title = Cette adresse n’est pas servie ici
elsewhere-lead = Ouvrez tel quel le lien que vous avez reçu.
failed-title = Ce n’est pas possible pour le moment
failed-lead = Rien n’a changé. Réessayez dans quelques minutes. Si cela ne fonctionne toujours pas, écrivez à la personne qui vous a invité ou donné le lien.
