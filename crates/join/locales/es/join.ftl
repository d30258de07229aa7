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
ask-inviter = Si no esperaba esta invitación o tiene alguna pregunta, escriba a { $inviter }:
ask-inviter-nameless = Si no esperaba esta invitación o tiene alguna pregunta, escriba a quien le invitó:

# Lo que se ha escrito no se puede admitir.
error-title = Error: { $title }
error-heading = Su respuesta aún no se ha registrado
name-empty = Escriba su nombre.
name-too-long = Acorte su nombre a { $limit } caracteres como máximo.
name-hidden = Lea de nuevo su nombre y después acepte: se han quitado de él caracteres invisibles.
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
ask-account = Si tiene alguna pregunta sobre la cuenta, escriba a { $inviter }:
ask-account-nameless = Si tiene alguna pregunta sobre la cuenta, escriba a quien le invitó. Su dirección está en el correo.
close = Ya puede cerrar esta página.

# Todo enlace que no funciona.
gone-title = Este enlace no funciona
gone-why = Una invitación se puede responder una sola vez y hasta su último día. Es posible que esta ya se haya respondido, que otra más reciente la sustituya, que haya caducado o que el enlace esté incompleto.
gone-done = Si ya ha respondido, no tiene que hacer nada más.
gone-ask = De lo contrario, pida una nueva invitación a quien le invitó. Su nombre y su dirección están en el correo que traía el enlace.

# Páginas que no pertenecen a ninguna invitación.
home-title = Aquí se responden las invitaciones
home-lead = Para responder a la suya, abra el enlace del correo con el que le invitaron.
missing-title = Aquí no hay ninguna página
missing-lead = Para responder a una invitación, abra el enlace del correo con el que le invitaron.
refused-title = Esta respuesta no procede de nuestra página
refused-lead = No se ha registrado y nada ha cambiado. Para responder, abra el enlace del correo con el que le invitaron.
unreadable-title = No se ha podido leer esta respuesta
unreadable-lead = No se ha registrado y nada ha cambiado. Para responder, abra el enlace del correo con el que le invitaron.
elsewhere-title = Esta dirección no se atiende aquí
elsewhere-lead = Para responder a una invitación, abra el enlace del correo tal como está.
failed-title = Ahora mismo no es posible
failed-lead = Nada ha cambiado. Inténtelo de nuevo en unos minutos. Si sigue sin funcionar, escriba a quien le invitó.
