//! The words by which columns are known, in English, German, Spanish, French and Italian.

use super::Column::{
    self, Action, Email, FirstName, Group, HowToFix, Language, LastName, Name, Problem, Result as Outcome, Role,
};
use std::{collections::HashMap, sync::LazyLock};
use unicode_normalization::UnicodeNormalization as _;

/// The words for each column: ours first, and the plainer before the less plain. They are compared by [`key`]; a plural that only adds an `s`
/// is understood too.
const WORDS: [(Column, &str); 11] = [
    (
        Email,
        "Email, Mail, Email address, User email, Email ID, Mail address, Primary email, Work email, \
         Business email, Email to invite, Email address to invite, Member email, Email 1, E-mail 1 - Value, \
         E-Mail-Adresse, Mailadresse, E-Mail geschäftlich, Geschäftliche E-Mail, Dienstliche E-Mail, \
         Geschäftliche E-Mail-Adresse, Dienstliche E-Mail-Adresse, E-Mail-Adressen, Mailadressen, \
         Correo electrónico, Correo, Dirección de correo electrónico, Dirección de correo, \
         Dirección electrónica, Dirección de email, Correo electrónico corporativo, Correo corporativo, \
         Correos electrónicos, Email corporativo, Correo-e, Correo institucional, Courriel, Adresse électronique, Adresse e-mail, \
         Adresse mail, Adresse courriel, Adresse de courriel, Adresse de messagerie, \
         Adresse de messagerie électronique, Courrier électronique, Mél, E-mail professionnel, Mail professionnel, \
         Adresse e-mail professionnelle, Adresses e-mail, Adresses électroniques, Indirizzo e-mail, \
         Indirizzo di posta elettronica, Posta elettronica, Indirizzo elettronico, Indirizzo mail, \
         E-mail aziendale, Indirizzi e-mail",
    ),
    (
        Name,
        "Name, Full name, Display name, Complete name, Name and surname, First and last name, \
         First name and last name, First name last name, Last name first name, \
         Surname and name, Person name, name.fullName, Vollständiger Name, Vor- und Nachname, \
         Vorname und Nachname, Vorname Nachname, Name Vorname, Nachname Vorname, Nachname und Vorname, \
         Name und Vorname, Anzeigename, Namen, Nombre completo, Nombre y apellidos, Nombre y apellido, \
         Apellidos y nombre, Nombre para mostrar, Nombre, Nom complet, Nom et prénom, Prénom et nom, \
         Nom prénom, Prénom nom, Nom affiché, Nom d'affichage, Nom, Nome completo, Nome e cognome, \
         Cognome e nome, Nome cognome, Cognome nome, Nominativo, Nome visualizzato, Nome, Nomi, User name, \
         User, Person, Employee, Employee name, Member, Member name, Benutzername, Benutzer, Mitarbeiter, \
         Mitglied, Nombre de usuario, Usuario, Persona, Empleado, Miembro, Nom d'utilisateur, Utilisateur, \
         Personne, Employé, Membre, Nome utente, Utente, Dipendente, Membro",
    ),
    (
        FirstName,
        "First name, Given name, Forename, name.givenName, profile.firstName, Vorname, Vornamen, Rufname, \
         Nombre de pila, Primer nombre, Prénom, Prénom usuel, Nome di battesimo",
    ),
    (
        LastName,
        "Last name, Family name, Surname, name.familyName, profile.lastName, Nachname, Nachnamen, \
         Familienname, Zuname, Apellidos, Apellido, Primer apellido, Nom de famille, Nom d'usage, Cognome, Cognomi",
    ),
    (
        Group,
        "Group, Group path, Group name, User group, Org unit path, Organizational unit, Organisational unit, \
         Org unit, Department, Department name, Dept, Team, Team name, Business unit, Gruppe, Gruppen, \
         Gruppenpfad, Gruppenname, Benutzergruppe, Benutzergruppen, Organisationseinheit, Abteilung, \
         Abteilungen, Bereich, Grupo, Ruta del grupo, Nombre del grupo, Nombre de grupo, Grupo de usuarios, \
         Unidad organizativa, Departamento, Equipo, Área, Groupe, Chemin du groupe, Nom du groupe, \
         Groupe d'utilisateurs, Unité organisationnelle, Unité d'organisation, Département, Équipe, Service, \
         Gruppo, Gruppi, Percorso del gruppo, Nome del gruppo, Nome gruppo, Gruppo di utenti, \
         Unità organizzativa, Reparto, Reparti, Dipartimento, Squadra",
    ),
    (
        Role,
        "Role, User role, Role name, Account role, Permission, Function, Rolle, Rollen, Benutzerrolle, \
         Rollenname, Berechtigung, Berechtigungen, Funktion, Funktionen, Rol, Roles, Rol de usuario, \
         Nombre del rol, Permiso, Función, Funciones, Rôle utilisateur, Rôle de l'utilisateur, Nom du rôle, \
         Autorisation, Fonction, Ruolo, Ruoli, Ruolo utente, Nome del ruolo, Permesso, Permessi, \
         Autorizzazione, Funzione, Funzioni",
    ),
    (
        Action,
        "Action, Operation, Requested action, Aktion, Aktionen, Vorgang, Maßnahme, Acción, Acciones, \
         Operación, Operaciones, Azione, Azioni, Operazione, Operazioni",
    ),
    (
        Language,
        "Language, Preferred language, Language code, Locale, Sprache, Sprachen, Bevorzugte Sprache, \
         Korrespondenzsprache, Idioma, Idioma preferido, Lengua, Langue, Langue préférée, \
         Langue de correspondance, Lingua, Lingue, Lingua preferita",
    ),
    (Outcome, "Result"),
    (Problem, "Problem"),
    (HowToFix, "How to fix"),
];

/// Words over addresses of mail, and over streets and names of accounts as well: what stands below says which.
const PERHAPS_EMAIL: &str = "Address, User principal name, UPN, Login, User login, User name, Login name, User, Adresse, \
    Anmeldename, Benutzername, Benutzer, Dirección, Nombre de usuario, Usuario, Identifiant, \
    Nom d'utilisateur, Utilisateur, Indirizzo, Nome utente, Utente";

/// Words for the whole name, which beside one half of it mean the other: `Name` beside `Vorname`, `Nombre` beside `Apellidos`.
const PERHAPS_HALF: [&str; 4] = ["name", "nombre", "nom", "nome"];

/// What a header may mean. The lower the rank, the more plainly it says it; 0 is our own word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Meaning {
    /// What it means by itself.
    pub(super) plain: Option<(Column, usize)>,
    /// Its rank for `Email`, if addresses of mail stand below it.
    pub(super) address: Option<usize>,
}

/// The rank from which on words only mean `Email` because of what stands below them.
const BY_CONTENT: usize = 1000;

static KNOWN: LazyLock<HashMap<String, Meaning>> = LazyLock::new(|| {
    let mut known = HashMap::<String, Meaning>::new();
    for (column, words) in WORDS {
        for (rank, word) in words.split(',').enumerate() {
            known.entry(key(word)).or_default().plain.get_or_insert((column, rank));
        }
    }
    for (rank, word) in PERHAPS_EMAIL.split(',').enumerate() {
        known.entry(key(word)).or_default().address = Some(BY_CONTENT + rank);
    }
    known
});

/// Our own word for a column.
pub(super) fn word(column: Column) -> &'static str {
    WORDS.iter().find(|(known, _)| *known == column).and_then(|(_, words)| words.split(',').next()).unwrap_or_default()
}

/// What a header may mean. `Prénom / Vorname` is one header in two languages.
pub(super) fn of_header(text: &str) -> Meaning {
    let whole = meaning(&key(text));
    if whole != Meaning::default() || text.len() > LONGEST {
        return whole;
    }
    let mut parts = text.split(['/', '|', '\n']).map(|part| meaning(&key(part)));
    let first = parts.next().unwrap_or_default();
    let column = |meaning: Meaning| meaning.plain.map(|(column, _)| column);
    if parts.all(|part| column(part) == column(first)) { first } else { Meaning::default() }
}

/// What a header with this key may mean.
fn meaning(key: &str) -> Meaning {
    let known = KNOWN.get(key).or_else(|| KNOWN.get(key.strip_suffix('s')?));
    known.copied().unwrap_or_default()
}

/// Whether a header with this key may stand over one half of the name.
pub(super) fn may_be_half_a_name(key: &str) -> bool {
    PERHAPS_HALF.contains(&key)
}

/// Longer texts are no headers.
const LONGEST: usize = 150;

/// A header without what may differ: case, accents, space, punctuation, what stands in brackets, and a trailing `Required`.
pub(super) fn key(text: &str) -> String {
    if text.len() > LONGEST {
        return String::new();
    }
    let plain = fold(&outside_brackets(text));
    match plain.strip_suffix("required") {
        Some(short) => short.to_owned(),
        None if plain.is_empty() => fold(text),
        None => plain,
    }
}

/// What stands in square brackets, in the same way: `displayname` of `Name [displayName] Required`.
pub(super) fn bracketed(text: &str) -> Option<String> {
    let (_, rest) = text.split_once('[').filter(|_| text.len() <= LONGEST)?;
    rest.split_once(']').map(|(inner, _)| fold(inner))
}

/// Letters and digits only, without case and accents.
pub(super) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    }
    // Taken apart, an accent is a character of its own, and no letter.
    let plain = text.nfkd().flat_map(char::to_lowercase);
    plain.filter(|c| c.is_alphanumeric()).collect::<String>().replace('ß', "ss")
}

fn outside_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let is_outside = |c: &char| {
        match c {
            '[' | '(' => depth += 1,
            ']' | ')' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    };
    text.chars().filter(is_outside).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn plain(header: &str) -> Option<Column> {
        of_header(header).plain.map(|(column, _)| column)
    }

    #[test]
    fn a_header_is_known_in_five_languages_with_and_without_accents_and_in_the_plural() {
        for (column, headers) in [
            (
                Email,
                &[
                    "E-MAIL",
                    "E-Mail-Adresse*",
                    "correo electronico",
                    "Courriels",
                    "ADRESSE ÉLECTRONIQUE",
                    "Indirizzo e-mail",
                ][..],
            ),
            (FirstName, &["Vorname", "Prenom", "PRÉNOMS", "first_name", "Prénom(s)"]),
            (LastName, &["Nachname", "apellido", "APELLIDOS", "Cognome", "lastName", "Nom de famille"]),
            (
                Group,
                &[
                    "Gruppe",
                    "Abteilung",
                    "Grupos",
                    "Groupes",
                    "Gruppi",
                    "Equipe",
                    "Departamento",
                    "AREA",
                    "Unita organizzativa",
                ],
            ),
            (Role, &["Ruolo", "Rolle", "Rôle", "role", "Rol", "Roles", "Funktion", "FUNCION", "Ruoli"]),
            (Action, &["Aktion", "Acción", "accion", "Azione", "Actions", "Massnahme", "Maßnahme"]),
            (Language, &["Sprache", "Langue", "Idioma", "Lingua", "preferredLanguage", "Langues"]),
            (Name, &["Full Name", "Nombre y apellidos", "Nom et prénom", "Nome e cognome", "Vor- und Nachname"]),
        ] {
            for header in headers {
                assert_eq!(plain(header), Some(column), "{header}");
            }
        }
    }

    #[test]
    fn a_header_may_be_said_in_two_languages_at_once() {
        assert_eq!(plain("Prénom / Vorname"), Some(FirstName));
        assert_eq!(plain("Courriel\nE-Mail"), Some(Email));
        assert_eq!(plain("Group/Role"), None, "nobody can say which");
        assert_eq!(plain("Email/Phone"), None);
    }

    #[test]
    fn what_only_looks_like_a_column_means_nothing() {
        for header in
            ["Product name", "Company name", "Street address", "Mailing address", "Postcode", "Job title", "Date", ""]
        {
            assert_eq!(of_header(header), Meaning::default(), "{header}");
        }
        for header in ["Address", "Adresse", "Dirección", "Indirizzo", "Login"] {
            assert_eq!(plain(header), None, "{header}");
            assert!(of_header(header).address.is_some(), "{header}");
        }
    }

    #[test]
    fn a_header_has_no_case_accents_brackets_and_signs_but_its_words() {
        for (header, expected) in [
            ("\u{feff}e-Mail [Required]", "email"),
            ("\u{a0}Name\u{200b} ", "name"),
            ("Block sign in (Yes/No) [accountEnabled] Required", "blocksignin"),
            ("[email]", "email"),
            ("Größe", "grosse"),
            ("Re\u{301}gion", "region"),
            ("E-Mail (dienstlich", "email"),
        ] {
            assert_eq!(key(header), expected, "{header}");
        }
        assert_eq!(key(&"Email ".repeat(40)), "", "a whole paragraph");
        assert_eq!(bracketed("Name [displayName] Required").as_deref(), Some("displayname"));
    }

    #[test]
    fn no_word_stands_for_two_columns() {
        let mut seen = HashSet::new();
        for (column, words) in WORDS {
            for word in words.split(',') {
                assert_eq!(meaning(&key(word)).plain.map(|(known, _)| known), Some(column), "{word}");
                assert!(seen.insert(key(word)), "{word} stands there twice");
            }
        }
    }
}
