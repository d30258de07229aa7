//! The words for what is to be done, in English, German, Spanish, French and Italian, and those of other products.

use super::{aliases::fold, cells::Action};
use std::{collections::HashMap, sync::LazyLock};

/// The words for each action. What may mean two of them is none: `Delete` may be from the group or from the account, and `Update` may be of anything.
const WORDS: [(Action, &str); 5] = [
    (
        Action::Add,
        "Add, Added, Invite, Create, New, Add user, Add member, Add to group, Invite user, Create user, Hinzufügen, \
         Hinzufuegen, Einladen, Anlegen, Erstellen, Neu, Benutzer hinzufügen, Zur Gruppe hinzufügen, Añadir, Agregar, \
         Invitar, Crear, Nuevo, Alta, Añadir al grupo, Ajouter, Inviter, Créer, Nouveau, Ajouter au groupe, \
         Aggiungi, Aggiungere, Invita, Invitare, Crea, Creare, Nuovo, Aggiungi al gruppo",
    ),
    (
        Action::ChangeRole,
        "Change role, Update role, Modify role, Edit role, Replace role, Rolle ändern, Rolle aendern, Rolle wechseln, \
         Cambiar rol, Cambiar de rol, Cambiar el rol, Modificar rol, Actualizar rol, Changer de rôle, Changer le rôle, \
         Modifier le rôle, Changer rôle, Cambia ruolo, Cambiare ruolo, Cambia il ruolo, Modifica ruolo, Aggiorna ruolo",
    ),
    (
        Action::RemoveFromGroup,
        "Remove from group, Delete from group, Remove group, Remove role, Aus Gruppe entfernen, Aus der Gruppe entfernen, \
         Aus Gruppe löschen, Von Gruppe entfernen, Quitar del grupo, Eliminar del grupo, Retirer du groupe, \
         Supprimer du groupe, Enlever du groupe, Rimuovi dal gruppo, Rimuovere dal gruppo, Togli dal gruppo",
    ),
    (
        Action::RemoveFromAccount,
        "Remove from account, Delete from account, Remove from the account, Aus Konto entfernen, Aus dem Konto entfernen, \
         Aus Konto löschen, Quitar de la cuenta, Eliminar de la cuenta, Retirer du compte, Supprimer du compte, \
         Enlever du compte, Rimuovi dall'account, Rimuovere dall'account, Togli dall'account",
    ),
    (
        Action::Keep,
        "Keep, None, No action, No change, Unchanged, Do nothing, Behalten, Keine, Keine Aktion, Keine Änderung, \
         Unverändert, Mantener, Ninguna, Sin cambios, Conserver, Garder, Aucune, Aucune action, Inchangé, Mantieni, \
         Mantenere, Nessuna, Nessuna azione, Invariato",
    ),
];

/// Words that may mean several actions, each with the one that does the least.
const VAGUE: [(Action, &str); 2] = [
    (
        Action::ChangeRole,
        "Update, Updated, Change, Modify, Edit, Replace, Move, Ändern, Aktualisieren, Bearbeiten, Cambiar, Modificar, \
         Actualizar, Changer, Modifier, Mettre à jour, Cambia, Modifica, Aggiorna",
    ),
    (
        Action::RemoveFromGroup,
        "Delete, Deleted, Remove, Removed, Revoke, Deactivate, Disable, Unassign, Löschen, Entfernen, Deaktivieren, Eliminar, \
         Borrar, Quitar, Baja, Desactivar, Supprimer, Retirer, Enlever, Désactiver, Elimina, Eliminare, Rimuovi, Rimuovere, \
         Togli, Disattiva, Delete user, Remove user, Benutzer löschen, Benutzer entfernen, Eliminar usuario, \
         Supprimer l'utilisateur, Rimuovi utente",
    ),
];

/// The action that a word says, whatever its case and accents.
pub(super) fn said(text: &str) -> Option<Action> {
    static KNOWN: LazyLock<HashMap<String, Action>> = LazyLock::new(|| by_word(&WORDS));
    KNOWN.get(&fold(text)).copied()
}

/// The action that is most likely meant by a word that may mean several.
pub(super) fn meant(text: &str) -> Option<Action> {
    static KNOWN: LazyLock<HashMap<String, Action>> = LazyLock::new(|| by_word(&VAGUE));
    KNOWN.get(&fold(text)).copied()
}

fn by_word(words: &[(Action, &str)]) -> HashMap<String, Action> {
    let words = words.iter().flat_map(|(action, words)| words.split(',').map(|word| (fold(word), *action)));
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_is_said_in_five_languages() {
        for (action, words) in [
            (Action::Add, ["INVITE", "hinzufügen", "Anadir", "Ajouter", "aggiungi"]),
            (Action::ChangeRole, ["update role", "Rolle ändern", "cambiar rol", "Changer de rôle", "Cambia ruolo"]),
            (
                Action::RemoveFromGroup,
                [
                    "remove_from_group",
                    "aus Gruppe entfernen",
                    "Quitar del grupo",
                    "retirer du groupe",
                    "rimuovi dal gruppo",
                ],
            ),
            (
                Action::RemoveFromAccount,
                [
                    "Remove from account",
                    "Aus Konto löschen",
                    "eliminar de la cuenta",
                    "Supprimer du compte",
                    "Rimuovi dall’account",
                ],
            ),
            (Action::Keep, ["none", "Unverändert", "sin cambios", "Aucune", "Nessuna azione"]),
        ] {
            for word in words {
                assert_eq!(Action::parse(word), Some(action), "{word}");
            }
        }
    }

    #[test]
    fn what_may_mean_two_actions_is_none_of_them() {
        for word in ["delete", "Remove", "Löschen", "Eliminar", "Supprimer", "Update", "move"] {
            assert_eq!(Action::parse(word), None, "{word}");
            assert!(meant(word).is_some(), "{word}");
        }
        assert_eq!(meant("DELETE"), Some(Action::RemoveFromGroup), "which does less than from the account");
        assert_eq!((said("-"), meant("everything")), (None, None));
    }

    #[test]
    fn no_word_stands_for_two_actions() {
        let count = |words: &[(Action, &str)]| words.iter().map(|(_, words)| words.split(',').count()).sum::<usize>();
        let both = [WORDS.as_slice(), &VAGUE].concat();
        assert_eq!(by_word(&both).len(), count(&both));
    }
}
