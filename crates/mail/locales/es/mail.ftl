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
invitation-link-again = Si el botón no funciona, abra esta dirección en su navegador:
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
gained-questions = Si no lo esperaba o tiene alguna pregunta, escriba a la administración de { $account }.

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

test-subject = Prueba de la configuración de correo de { $account }
test-lead = Este correo es una prueba de la configuración de correo de { $account }.
test-meaning = Si lo está leyendo, la configuración funciona: las invitaciones y los informes se pueden enviar así.
