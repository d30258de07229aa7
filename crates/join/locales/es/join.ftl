# Lo que dicen las páginas del servicio de adhesión. Los mensajes siguen el orden de en/join.ftl.

-program = Rollcall

month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
moment = { $day } de { $month } de { $year }, { $time } UTC

footer = { -program }

# La página de una invitación.
invitation-title = Invitación a { $account }
invitation-heading = { $inviter } le invita a unirse a { $account }
message-lead = { $inviter } escribe:
invited-by = Le invita
joins-under = Se une con la dirección
offered = { $count ->
    [one] Su función
   *[other] Sus funciones
}
offered-more = { $count ->
    [one] y otra función más
   *[other] y otras { $count } funciones
}
role-in-group = { $role } en { $group }
role-in-account = { $role } en toda la cuenta
answer-by = Válida hasta
name-label = Su nombre
name-hint = Así le verán los demás en { $account }.
accept = Aceptar
decline = Rechazar
decline-now = Rechazar la invitación
reason-label = Motivo (opcional)
reason-hint = { $inviter } y la administración de { $account } pueden leerlo.
do-nothing = Si no hace nada, nada cambia para usted y la invitación termina por sí sola.
ask-inviter = Si no esperaba esta invitación o tiene alguna pregunta, escriba a { $person }:
ask-inviter-nameless = Si no esperaba esta invitación o tiene alguna pregunta, escriba a quien le invitó:

# Lo que se ha escrito no se puede admitir.
error-title = Error: { $title }
error-heading = Su respuesta aún no se ha registrado
name-empty = Escriba su nombre.
name-too-long = Acorte su nombre a { $limit } caracteres como máximo.
name-hidden = Lea de nuevo su nombre y envíelo tal como está ahora: se han quitado de él caracteres invisibles.
reason-too-long = Acorte el motivo a { $limit } caracteres como máximo.
reason-hidden = Lea de nuevo el motivo y después rechace: se han quitado de él caracteres invisibles.

# Después de la respuesta.
accepted-title = Se ha unido
accepted-heading = Se ha unido a { $account }
accepted-lead = Desde ahora es miembro, con la dirección { $address }.
accepted-lead-nameless = Desde ahora es miembro de la cuenta.
declined-title = Ha rechazado la invitación
declined-heading = Ha rechazado unirse a { $account }
declined-lead = No se ha unido y no recibirá más correos sobre esta invitación.
declined-reason = El motivo que ha indicado se ha transmitido.
declined-mistake = Si fue un error, pida una nueva invitación.
ask-account = Si tiene alguna pregunta sobre la cuenta, escriba a { $person }:
ask-account-nameless = Si tiene alguna pregunta sobre la cuenta, escriba a quien le invitó. Su dirección está en el correo.
close = Ya puede cerrar esta página.
# La página del enlace para unirse.
ask-title = Solicitar unirse a { $account }
administrators-lead = La administración de { $account } escribe:
admitted = Para direcciones de
admitted-domain = { $domain }
admitted-more = { $count ->
    [one] y otro dominio más
   *[other] y otros { $count } dominios
}
address-label = Dirección de trabajo
address-hint = Allí llegará un correo con un enlace para confirmar que la dirección es suya.
note-label = Nota (opcional)
note-hint = Para la administración: por ejemplo, quién es y qué necesita.
ask = Solicitar unirse
ask-next = Cuando haya confirmado su dirección, la administración verá su nombre, su dirección y su nota. Decidirá, y la respuesta llegará por correo.

# Lo que se ha rellenado allí no se admite.
ask-error-heading = Su solicitud aún no se ha enviado
ask-busy = En este momento llegan más solicitudes de las que se pueden atender. Espere unos minutos y envíe de nuevo el formulario tal como está aquí.
ask-too-often = Desde su red han llegado muchas solicitudes en poco tiempo. Espere un minuto y envíe de nuevo el formulario tal como está aquí.
address-empty = Escriba su dirección de trabajo.
address-form = Escriba su dirección completa, como nombre@example.org.
address-local-part = Revise lo que está delante de la @ en su dirección: no puede haber una dirección así.
address-not-ascii = Escriba una dirección que delante de la @ solo tenga letras de la A a la Z, sin acentos: la mayoría de los servidores de correo no podrían entregar nada a esta.
address-no-domain = Revise lo que está detrás de la @ en su dirección: no es un dominio como example.org.
address-too-long = Revise su dirección: es más larga de lo que puede ser una dirección.
address-hidden = Lea de nuevo su dirección y envíela tal como está ahora: se han quitado de ella caracteres invisibles.
address-not-admitted = Escriba una dirección de uno de los dominios indicados arriba: con este enlace no puede solicitarlo nadie más.
address-not-admitted-but = Escriba una dirección de { $domains }: con este enlace no puede solicitarlo nadie más.
note-too-long = Acorte la nota a { $limit } caracteres como máximo.
note-hidden = Lea de nuevo la nota y envíela tal como está ahora: se han quitado de ella caracteres invisibles.

# Lo que se dice a todos los que han pedido unirse, sea cual sea la dirección.
asked-title = Mire en su buzón
asked-lead = Si puede unirse con la dirección que ha escrito, un correo va de camino a ella y le dice cómo seguir. Puede tardar unos minutos; mire también en el correo no deseado.
asked-nothing = No llegará ningún correo si no puede unirse con esa dirección o si hoy ya ha recibido varios correos así.
asked-mistyped = Si se ha equivocado al escribir la dirección, abra de nuevo el enlace para unirse y envíe otra vez la solicitud.

# La página de la propia solicitud.
asked-address = Dirección
asked-name = Nombre indicado
asked-note = Nota indicada
confirm-title = Confirme su solicitud
confirm-heading = Confirme su solicitud para unirse a { $account }
confirm-lead = Alguien, quizá usted, ha solicitado unirse con su dirección. Si fue usted, confirme la solicitud: solo entonces se preguntará a la administración.
confirm-by = Confirmar hasta
confirm = Confirmar la solicitud
confirm-nothing = Si no fue usted, no necesita hacer nada: no se preguntará a la administración, y la solicitud se borra por sí sola.
waiting-title = Su solicitud está en espera
waiting-heading = Su solicitud para unirse a { $account } está en espera
waiting-lead = La administración decidirá sobre ella. La respuesta se enviará por correo a { $address }.
waiting-since = En espera desde
waiting-until = Caduca el
waiting-ask = Si tiene alguna pregunta, diríjase a quien le dio el enlace para unirse.
withdraw = Retirar la solicitud
withdraw-hint = Entonces nadie decidirá sobre ella. Puede volver a solicitarlo más adelante con el enlace para unirse.
withdraw-now = Retirar la solicitud ahora
approved-title = Su solicitud ha sido aprobada
approved-heading = Su solicitud para unirse a { $account } ha sido aprobada
approved-mail = El correo que se le ha enviado dice qué función tiene.
approved-invited = Se ha enviado una invitación a { $address }. Búsquela en su buzón y acéptela para unirse.
ask-decider = Si tiene alguna pregunta, escriba a { $person }:
ask-decider-nameless = Si tiene alguna pregunta, escriba a esta dirección:
denied-title = Su solicitud ha sido denegada
denied-heading = Su solicitud para unirse a { $account } ha sido denegada
denied-lead = No se ha unido y nada más ha cambiado para usted.
withdrawn-title = Ha retirado su solicitud
withdrawn-heading = Ha retirado su solicitud para unirse a { $account }
withdrawn-lead = No se ha unido. Si cambia de opinión, vuelva a solicitarlo con el enlace para unirse.
lapsed-title = Su solicitud ha caducado
lapsed-heading = Su solicitud para unirse a { $account } ha caducado
lapsed-lead = Nadie ha decidido sobre ella a tiempo y no se ha unido. Puede volver a solicitarlo con el enlace para unirse.
full-title = Este enlace para unirse ya no admite solicitudes
full-lead = Ya lo han usado tantas personas como podían. Su solicitud no se ha transmitido. Diríjase a quien le dio el enlace.

# Todo enlace que no funciona.
gone-title = Este enlace no funciona
gone-why = Es posible que ya se haya usado, que otro más reciente lo sustituya, que se haya desactivado, que haya caducado o que esté incompleto.
gone-done = Si ya ha respondido, no tiene que hacer nada más.
gone-ask = De lo contrario, pida uno nuevo a quien le invitó o le dio el enlace. Si llegó por correo, su nombre y su dirección están en ese correo.

# Páginas que no pertenecen a ningún enlace.
home-title = Para esta página hace falta un enlace
home-lead = Para responder a una invitación, solicitar unirse o ver cómo está su solicitud, abra el enlace que ha recibido.
missing-title = Aquí no hay ninguna página
missing-lead = Para responder a una invitación, solicitar unirse o ver cómo está su solicitud, abra el enlace que ha recibido, tal como está.
refused-title = Esto no procede de nuestra página
refused-lead = No se ha registrado y nada ha cambiado. Abra el enlace que ha recibido e inténtelo allí de nuevo.
unreadable-title = No se ha podido leer
unreadable-lead = No se ha registrado y nada ha cambiado. Abra el enlace que ha recibido e inténtelo allí de nuevo.
elsewhere-title = Esta dirección no se atiende aquí
elsewhere-lead = Abra el enlace que ha recibido, tal como está.
failed-title = Ahora mismo no es posible
failed-lead = Nada ha cambiado. Inténtelo de nuevo en unos minutos. Si sigue sin funcionar, escriba a quien le invitó o le dio el enlace.
