//! Which names this service answers to. A request that calls it by another one comes through a name that somebody else controls
//! (DNS rebinding), or tries to slip a foreign name into what we write.

use axum::http::{HeaderMap, HeaderValue, Uri, header, uri::Authority};
use std::net::{IpAddr, SocketAddr};
use url::{Host, Url};

/// How a request called this service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Called {
    /// By the public base URL.
    Publicly,
    /// By the address it came to, or as `localhost` on this computer: the origin of that.
    Directly(String),
}

/// How a request calls this service, if it may. `Host` must be there exactly once (RFC 9112 §3.2); a target with a name in it must
/// call it rightly, too.
pub(crate) fn called(headers: &HeaderMap, uri: &Uri, local: SocketAddr, public: Option<&Url>) -> Option<Called> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (host, None) = (hosts.next()?, hosts.next()) else { return None };
    let host: Authority = host.to_str().ok()?.parse().ok()?;
    if uri.authority().is_some_and(|target| target != &host) {
        return None;
    }
    called_by(&host, local, public)
}

fn called_by(host: &Authority, local: SocketAddr, public: Option<&Url>) -> Option<Called> {
    if host.as_str().contains('@') {
        return None;
    }
    if let Some(public) = public {
        let same_name = public.host_str().is_some_and(|name| name.eq_ignore_ascii_case(host.host()));
        let default = if public.scheme() == "https" { 443 } else { 80 };
        let same_port = host.port_u16().unwrap_or(default) == public.port_or_known_default().unwrap_or(default);
        if same_name && same_port && has_sound_port(host) {
            return Some(Called::Publicly);
        }
    }
    let here = match Host::parse(host.host()).ok()? {
        Host::Ipv4(ip) => local.ip().to_canonical() == IpAddr::V4(ip),
        Host::Ipv6(ip) => local.ip().to_canonical() == IpAddr::V6(ip).to_canonical(),
        Host::Domain(name) => name == "localhost" && local.ip().to_canonical().is_loopback(),
    };
    let same_port = has_sound_port(host) && host.port_u16().unwrap_or(80) == local.port();
    (here && same_port).then(|| Called::Directly(format!("http://{}", host.as_str().to_ascii_lowercase())))
}

/// Either no port, or one that is a number.
fn has_sound_port(host: &Authority) -> bool {
    host.as_str().len() == host.host().len() || host.port_u16().is_some()
}

/// Whether a form was sent by a page of ours, as far as the browser says. A browser that keeps `Referrer-Policy: no-referrer`
/// says `Origin: null` for our own forms; then `Sec-Fetch-Site` decides, which no page can set.
pub(crate) fn is_from_our_page(headers: &HeaderMap, called: &Called, public: Option<&Url>) -> bool {
    let once = |name: &str| {
        let mut values = headers.get_all(name).iter().map(HeaderValue::to_str);
        match (values.next(), values.next()) {
            (None, _) => Some(None),
            (Some(Ok(value)), None) => Some(Some(value)),
            _ => None,
        }
    };
    let (Some(origin), Some(site)) = (once("origin"), once("sec-fetch-site")) else { return false };
    let site_is_ours = matches!(site, None | Some("same-origin" | "none"));
    let origin_is_ours = match (origin, called) {
        (None | Some("null"), _) => true,
        (Some(origin), Called::Publicly) => {
            public.is_some_and(|url| origin.eq_ignore_ascii_case(&url.origin().ascii_serialization()))
        }
        (Some(origin), Called::Directly(ours)) => origin.eq_ignore_ascii_case(ours),
    };
    site_is_ours && origin_is_ours
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by(host: &str, local: &str, public: Option<&str>) -> Option<Called> {
        let public = public.map(|url| Url::parse(url).unwrap());
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, HeaderValue::from_str(host).unwrap());
        called(&headers, &Uri::from_static("/"), local.parse().unwrap(), public.as_ref())
    }

    #[test]
    fn the_public_name_the_own_address_and_localhost_are_answered_to() {
        let public = Some("https://join.example.org/acme");
        for host in ["join.example.org", "JOIN.example.org", "join.example.org:443"] {
            assert_eq!(by(host, "127.0.0.1:8710", public), Some(Called::Publicly), "{host}");
        }
        for (host, local) in [
            ("127.0.0.1:8710", "127.0.0.1:8710"),
            ("localhost:8710", "127.0.0.1:8710"),
            ("[::1]:8710", "[::1]:8710"),
            ("192.168.1.5:8710", "192.168.1.5:8710"),
            ("192.168.1.5:8710", "[::ffff:192.168.1.5]:8710"),
            ("127.0.0.1", "127.0.0.1:80"),
        ] {
            assert_eq!(by(host, local, public), Some(Called::Directly(format!("http://{host}"))), "{host}");
        }
    }

    #[test]
    fn every_other_name_is_refused() {
        for host in [
            "evil.example",
            "join.example.org:8710",
            "join.example.org.evil.example",
            "join.example.org.",
            "ana@join.example.org",
            "join.example.org:",
            "join.example.org:99999999",
            "localhost",
            "localhost:8711",
            "localhost.:8710",
            "192.168.1.5:8710",
            "127.0.0.2:8710",
            "[::1]:8710",
            "",
        ] {
            assert_eq!(by(host, "127.0.0.1:8710", Some("https://join.example.org")), None, "{host:?}");
        }
        assert_eq!(
            by("localhost:8710", "192.168.1.5:8710", None),
            None,
            "a name is no proof of being on this computer"
        );
    }

    #[test]
    fn two_hosts_none_or_a_foreign_target_are_refused() {
        let local = "127.0.0.1:8710".parse().unwrap();
        let mut headers = HeaderMap::new();
        assert_eq!(called(&headers, &Uri::from_static("/"), local, None), None);
        headers.insert(header::HOST, HeaderValue::from_static("127.0.0.1:8710"));
        assert!(called(&headers, &Uri::from_static("/"), local, None).is_some());
        assert!(called(&headers, &Uri::from_static("http://127.0.0.1:8710/"), local, None).is_some());
        assert_eq!(called(&headers, &Uri::from_static("http://evil.example/"), local, None), None);
        headers.append(header::HOST, HeaderValue::from_static("127.0.0.1:8710"));
        assert_eq!(called(&headers, &Uri::from_static("/"), local, None), None);
    }

    #[test]
    fn a_form_of_another_site_is_told_from_ours() {
        let public = Url::parse("https://join.example.org:443/acme").unwrap();
        let direct = Called::Directly("http://127.0.0.1:8710".into());
        let ours = |called: &Called, pairs: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.append(*name, HeaderValue::from_static(value));
            }
            is_from_our_page(&headers, called, Some(&public))
        };
        for pairs in [
            &[][..],
            &[("origin", "https://join.example.org")],
            &[("origin", "null")],
            &[("origin", "null"), ("sec-fetch-site", "same-origin")],
            &[("origin", "https://join.example.org"), ("sec-fetch-site", "none")],
        ] {
            assert!(ours(&Called::Publicly, pairs), "{pairs:?}");
        }
        for pairs in [
            &[("origin", "https://evil.example")][..],
            &[("origin", "http://join.example.org")],
            &[("origin", "https://join.example.org.evil.example")],
            &[("origin", "https://join.example.org"), ("sec-fetch-site", "cross-site")],
            &[("origin", "null"), ("sec-fetch-site", "cross-site")],
            &[("origin", "null"), ("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "cross-site")],
            &[("origin", "https://join.example.org"), ("origin", "https://evil.example")],
            &[("origin", "http://127.0.0.1:8710")],
        ] {
            assert!(!ours(&Called::Publicly, pairs), "{pairs:?}");
        }
        assert!(ours(&direct, &[("origin", "http://127.0.0.1:8710")]));
        assert!(!ours(&direct, &[("origin", "http://127.0.0.1:8711")]));
    }
}
