//! Whatever is typed as an address.

use rollcall_domain::EmailAddress;

pub(crate) fn run(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let Ok((address, key)) = EmailAddress::parse_with_key(&text) else { return };
    assert_eq!(address.key(), key, "what was parsed once has the same key");
    assert_eq!(EmailAddress::parse(address.as_str()).as_ref(), Ok(&address), "an address is one again");
    let (again, same) = EmailAddress::parse_with_key(key.as_str()).expect("a key is an address too");
    assert_eq!(same, key, "and its own key");
    assert_eq!(again.as_str(), key.as_str());
    assert_eq!(
        EmailAddress::parse(&address.for_smtp()).map(|sent| sent.key()),
        Ok(key.clone()),
        "mail goes to the same person"
    );
    for text in [key.as_str(), &address.for_smtp()] {
        assert!(text.is_ascii() && text.len() <= 254 && !text.contains(['\r', '\n', ' ', '<', '>']), "{text:?}");
    }
    assert_eq!(key.as_str().matches('@').count(), 1);
    assert_eq!(key.domain(), key.as_str().rsplit('@').next().unwrap_or_default());
}
