# Lo que Rollcall escribe en sus correos. Los mensajes siguen el orden de en/mail.ftl.

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

greeting = Hola, { $name }:
greeting-nameless = Hola:
footer = Enviado por { -program } para { $account }.

invitation-subject = { $inviter } le invita a unirse a { $account }
invitation-lead = { $inviter } ({ $address }) le invita a unirse a { $account }.
invitation-message = { $inviter } escribe:
invitation-offered = Si acepta, { $count ->
    [one] tendrá esta función
   *[other] tendrá estas funciones
}:
role-in-group = { $role } en { $group }
role-in-account = { $role } en toda la cuenta
invitation-answer = Responder a la invitación
invitation-link = Para aceptar o rechazar, abra esta dirección:
link-again = Si el botón no funciona, abra esta dirección en su navegador:
invitation-link-not-kept = El enlace para responder está en el correo que se envía. Solo ese correo lo contiene; por eso no se puede mostrar aquí.
invitation-ends = La invitación es válida hasta el { $moment }.
invitation-ignore = Si no hace nada, nada cambia para usted y la invitación termina por sí sola.
invitation-private = El enlace es solo para usted: quien lo tenga puede responder en su lugar. Por favor, no lo comparta.
invitation-questions = Si no esperaba esta invitación o tiene alguna pregunta, escriba a { $inviter }: { $address }.

reminder-subject = Recordatorio: la invitación de { $inviter } para unirse a { $account } sigue abierta
reminder-lead = { $inviter } ({ $address }) le invitó a unirse a { $account }. La invitación aún no tiene respuesta.
reminder-ignore = Recibe este recordatorio porque hasta ahora no ha aceptado ni rechazado. Si no quiere unirse, no tiene que hacer nada más: nada cambia para usted y la invitación termina por sí sola. Si la rechaza, no recibirá más recordatorios.

gained-subject = { $count ->
    [one] Tiene una nueva función en { $account }
   *[other] Tiene nuevas funciones en { $account }
}
gained-lead = La administración de { $account } le ha asignado { $count ->
    [one] esta función
   *[other] estas funciones
}:
gained-meaning = { $count ->
    [one] La función ya está activa.
   *[other] Las funciones ya están activas.
} No necesita hacer nada.
questions = Si no lo esperaba o tiene alguna pregunta, escriba a la administración de { $account }.

answer-accepted-subject = { $invitee } ha aceptado la invitación para unirse a { $account }
answer-accepted-lead = { $invitee } ({ $address }) ha aceptado su invitación y se ha unido a { $account }.
answer-accepted-lead-nameless = { $address } ha aceptado su invitación y se ha unido a { $account }.
answer-declined-subject = { $invitee } ha rechazado la invitación para unirse a { $account }
answer-declined-lead = { $invitee } ({ $address }) ha rechazado su invitación para unirse a { $account }.
answer-declined-lead-nameless = { $address } ha rechazado su invitación para unirse a { $account }.
answer-note = La respuesta vino con estas palabras:
answer-declined-meaning = A esa dirección no llegarán más correos sobre esta invitación. Puede enviar una nueva en cualquier momento.
answer-why = Recibe este correo porque usted envió la invitación. Si no quiere correos sobre las respuestas, desactívelos en la configuración de { -program }, en el apartado «Mail».

report-subject-done = Importación de { $file }: todas las filas procesadas
report-subject-rejected = Importación de { $file }: { $count ->
    [one] una fila rechazada
   *[other] { $shown } filas rechazadas
}
report-lead = La importación de { $file } en { $account } ha terminado. { $count ->
    [0] El archivo no tenía filas.
    [one] El archivo tenía una fila:
   *[other] El archivo tenía { $shown } filas:
}
report-invited = { $count ->
    [one] una fila: persona invitada
   *[other] { $shown } filas: persona invitada
}
report-invited-again = { $count ->
    [one] una fila: persona invitada de nuevo
   *[other] { $shown } filas: persona invitada de nuevo
}
report-added = { $count ->
    [one] una fila: función añadida
   *[other] { $shown } filas: función añadida
}
report-changed = { $count ->
    [one] una fila: función cambiada
   *[other] { $shown } filas: función cambiada
}
report-removed = { $count ->
    [one] una fila: persona quitada
   *[other] { $shown } filas: persona quitada
}
report-unchanged = { $count ->
    [one] una fila: nada que cambiar
   *[other] { $shown } filas: nada que cambiar
}
report-skipped = { $count ->
    [one] una fila: omitida
   *[other] { $shown } filas: omitidas
}
report-rejected = { $count ->
    [one] una fila: rechazada
   *[other] { $shown } filas: rechazadas
}
report-invitations = { $count ->
    [0] No se creó ninguna invitación.
    [one] Se creó una invitación.
   *[other] Se crearon { $shown } invitaciones.
}
report-attached = El libro adjunto es la tabla importada, con el resultado de cada fila.
report-fix = Las filas rechazadas están marcadas en él, con el error y la forma de corregirlo. Corríjalas e importe el libro de nuevo: las filas ya procesadas se omiten.

join-link-message = Con este enlace puede solicitar unirse a { $account }. Usted confirma su dirección por correo y después decide la administración.

confirm-subject = Confirme su solicitud para unirse a { $account }
confirm-lead = Alguien, quizá usted, ha solicitado unirse a { $account } con esta dirección.
confirm-how = Si fue usted, confirme la solicitud en la página que abre el enlace. Después decide la administración y usted recibe un correo.
confirm-answer = Confirmar la solicitud
confirm-link = Para confirmar, abra esta dirección:
confirm-link-not-kept = El enlace para confirmar está en el correo que se envía. Solo ese correo lo contiene; por eso no se puede mostrar aquí.
confirm-ends = Puede confirmar hasta el { $moment }.
confirm-ignore = Si no fue usted, no necesita hacer nada: sin su confirmación no se pregunta a la administración, nada cambia para usted y la solicitud se borra por sí sola.
confirm-private = El enlace es solo para usted: quien lo tenga puede confirmar en su lugar. Por favor, no lo comparta.

waiting-subject = Su solicitud para unirse a { $account } espera una decisión
waiting-lead = Alguien, quizá usted, ha vuelto a solicitar unirse a { $account } con esta dirección. Su primera solicitud aún espera la decisión de la administración; nada ha cambiado.
waiting-since = La solicitud espera desde el { $moment }. En la página que abre el enlace puede ver su estado y retirarla.
waiting-answer = Ver la solicitud
waiting-link = Para ver o retirar la solicitud, abra esta dirección:
waiting-link-not-kept = El enlace a la solicitud está en el correo que se envía. Solo ese correo lo contiene; por eso no se puede mostrar aquí.
waiting-ignore = Si no hace nada, la solicitud sigue en espera. Recibirá un correo cuando se haya decidido, o si la solicitud caduca porque nadie ha decidido.
waiting-private = El enlace es solo para usted: quien lo tenga puede retirar la solicitud en su lugar. Por favor, no lo comparta.

member-subject = Ya es miembro de { $account }
member-lead = Alguien, quizá usted, ha solicitado unirse a { $account } con esta dirección.
member-already = Usted ya es miembro. Nada ha cambiado.
member-meaning = No necesita hacer nada. Si no fue usted: a quien escribió su dirección no se le ha dicho que usted es miembro.

approved-subject = Se ha unido a { $account }
approved-lead = { $administrator } ({ $address }) ha aprobado su solicitud para unirse a { $account }. Desde ahora es miembro.
approved-given = Tiene esta función:
approved-questions = Si no lo esperaba o tiene alguna pregunta, escriba a { $administrator }: { $address }.

denied-subject = Su solicitud para unirse a { $account } ha sido denegada
denied-lead = La administración de { $account } ha denegado su solicitud para unirse.
denied-words = La administración escribe:
denied-meaning = No se ha unido y nada más ha cambiado para usted. No necesita hacer nada.

lapsed-subject = Su solicitud para unirse a { $account } ha caducado
lapsed-lead = Su solicitud para unirse a { $account } es del { $moment }. Nadie decidió a tiempo y por eso ha caducado.
lapsed-again = Si todavía quiere unirse, solicítelo de nuevo con el mismo enlace o escriba a la administración de { $account }.
lapsed-ignore = Si no hace nada, nada cambia para usted y no recibirá más correos sobre esta solicitud.

request-subject = { $name } solicita unirse a { $account }
request-lead = { $name } ({ $address }) solicita unirse a { $account }.
request-claims = { $count ->
    [one] La dirección está confirmada. El nombre es el que la persona ha indicado; nadie lo ha comprobado.
   *[other] Las direcciones están confirmadas. Los nombres son los que las personas han indicado; nadie los ha comprobado.
}
request-note = La solicitud vino con estas palabras:
request-decision = Este correo no decide nada y su enlace tampoco: las solicitudes se aprueban o se deniegan en { -program }.
request-lapses = Si nadie decide antes del { $moment }, la solicitud caduca y se comunica por correo a quien la hizo.
request-questions = Si antes quiere preguntar algo, escriba a { $address }.
request-why = Recibe este correo porque forma parte de la administración de { $account }. Puede elegir con qué frecuencia llegan estos correos en la configuración de { -program }, en el apartado «Mail».

requests-subject = { $count ->
    [one] Una solicitud para unirse a { $account } está en espera
   *[other] { $shown } solicitudes para unirse a { $account } están en espera
}
requests-lead = { $count ->
    [one] Una solicitud para unirse a { $account } espera una decisión
   *[other] { $shown } solicitudes para unirse a { $account } esperan una decisión
}:
requests-line = { $name } ({ $address }), desde el { $moment }
requests-more = { $count ->
    [one] y una más
   *[other] y { $shown } más
}
requests-lapse = Una solicitud sobre la que nadie decide a tiempo caduca, y se comunica por correo a quien la hizo.

program-open = Abrir en { -program }
program-link = Para decidir, abra { -program } y elija «Requests», o abra esta dirección en un ordenador con { -program }:
program-otherwise = Si el botón no hace nada, abra { -program } y elija «Requests».

test-subject = Prueba de la configuración de correo de { $account }
test-lead = Este correo es una prueba de la configuración de correo de { $account }.
test-meaning = Si lo está leyendo, la configuración funciona: las invitaciones y los informes se pueden enviar así.
