//! Where every request comes in and every answer goes out: is it for us, who answers, and what every answer carries.

use crate::{
    JoinPages, answer,
    answered::Answered,
    ask,
    askers::Askers,
    hosts::{self, Called},
    pages::{self, Frame},
    request,
    seats::Seat,
    tongue,
    wrong_links::WrongLinks,
};
use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, Method, StatusCode, Uri, header, uri::PathAndQuery},
    response::{IntoResponse as _, Response},
    routing::{any, get},
};
use hyper::body::Incoming;
use rollcall_app::App;
use rollcall_domain::Language;
use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};
use tower::ServiceExt as _;
use url::Url;

/// What the pages' look is made of, in memory.
const STYLE: &str = include_str!("../templates/join.css");

/// What every answer says to the browser: keep nothing, pass nothing on, run nothing, load nothing but our own style.
const ALWAYS: [(HeaderName, &str); 9] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
];

/// What the answers to requests are made with.
pub(crate) struct Desk {
    pub(crate) app: Arc<App>,
    pub(crate) answered: Answered,
    pub(crate) wrong_links: WrongLinks,
    /// What each network has left of asking to join.
    pub(crate) askers: Askers,
    pub(crate) ask_back: Duration,
    pub(crate) body_time: Duration,
}

/// The connection that a request came by.
#[derive(Clone)]
pub(crate) struct Visit {
    /// Who is at its other end: the visitor, or a reverse proxy. Headers that name somebody else prove nothing, and are not read.
    pub(crate) peer: IpAddr,
    /// The address at our end.
    pub(crate) local: SocketAddr,
    /// Its place among the connections.
    pub(crate) seat: Arc<Seat>,
}

/// What was found out about a request before it is answered.
#[derive(Clone)]
pub(crate) struct Arrival {
    pub(crate) visit: Visit,
    pub(crate) called: Called,
    pub(crate) public: Option<Url>,
    pub(crate) frame: Frame,
}

/// The one way in.
pub(crate) struct FrontDoor {
    desk: Arc<Desk>,
    routes: Router,
}

impl FrontDoor {
    pub(crate) fn new(pages: JoinPages) -> Self {
        let limits = pages.limits;
        let desk = Arc::new(Desk {
            app: pages.app,
            answered: Answered::new(Arc::clone(&pages.clock)),
            askers: Askers::new(&pages.clock, &limits),
            ask_back: limits.ask_back,
            wrong_links: WrongLinks::new(pages.clock),
            body_time: limits.body,
        });
        // `any`: a method that is not meant for a page is refused in `admit`, before any page is asked.
        let routes = Router::new()
            .route("/", any(home))
            .route("/health", any(StatusCode::NO_CONTENT))
            .route("/favicon.ico", any(StatusCode::NO_CONTENT))
            .route("/join.css", any(([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE)))
            .route("/i", any(answer::open))
            .route("/i/", any(answer::open))
            .route("/i/{*link}", get(answer::open).post(answer::answer))
            .route("/done/{answer}/{receipt}", any(answer::done))
            .route("/j", any(ask::open))
            .route("/j/", any(ask::open))
            .route("/j/{*link}", get(ask::open).post(ask::ask))
            .route("/asked", any(ask::asked))
            .route("/r", any(request::open))
            .route("/r/", any(request::open))
            .route("/r/{*link}", get(request::open).post(request::act))
            .fallback(missing)
            .with_state(Arc::clone(&desk));
        Self { desk, routes }
    }

    /// Answers one request.
    pub(crate) async fn admit(&self, request: hyper::Request<Incoming>, visit: Visit) -> Response {
        let working = visit.seat.work();
        let request = request.map(Body::new);
        let (method, shown) = (request.method().clone(), redacted(request.uri().path()));
        let mut response = self.route(request, visit.clone()).await;
        drop(working);
        for (name, value) in ALWAYS {
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        }
        tracing::debug!(%method, path = shown, status = response.status().as_u16(), "answered");
        response
    }

    async fn route(&self, mut request: Request, visit: Visit) -> Response {
        let language = tongue::wanted(request.headers());
        let public = match self.desk.app.settings().await {
            Ok(settings) => settings.join_public_url,
            Err(error) => return failed(&Frame { prefix: String::new(), language }, &error),
        };
        let prefix = public.as_ref().map(|url| url.path().trim_end_matches('/').to_owned()).unwrap_or_default();
        let frame = Frame { prefix, language };
        let Some(called) = hosts::called(request.headers(), request.uri(), visit.local, public.as_ref()) else {
            return (StatusCode::MISDIRECTED_REQUEST, pages::note(&frame, "elsewhere")).into_response();
        };
        let path = without_prefix(request.uri().path(), &frame.prefix).to_owned();
        let has_form = ["/i/", "/j/", "/r/"].iter().any(|links| path.starts_with(links));
        let allowed = if has_form { "GET, HEAD, OPTIONS, POST" } else { "GET, HEAD, OPTIONS" };
        match *request.method() {
            Method::GET | Method::HEAD => {}
            Method::POST if has_form => {}
            Method::OPTIONS => return (StatusCode::NO_CONTENT, [(header::ALLOW, allowed)]).into_response(),
            _ => {
                let page = pages::note(&frame, "unreadable");
                return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, allowed)], page).into_response();
            }
        }
        let Ok(target) = path.parse::<PathAndQuery>() else {
            return (StatusCode::NOT_FOUND, pages::note(&frame, "missing")).into_response();
        };
        *request.uri_mut() = Uri::from(target);
        request.extensions_mut().insert(Arrival { visit, called, public, frame });
        match self.routes.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        }
    }
}

/// The answer to a form that was taken: the page at this path of ours says what was done, and can be loaded again.
pub(crate) fn to_page(frame: &Frame, path: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, format!("{}{path}", frame.prefix))]).into_response()
}

/// A page that says that the workspace could not do it.
pub(crate) fn failed(frame: &Frame, error: &rollcall_app::Error) -> Response {
    tracing::error!(code = ?error.code(), %error, "a page could not be answered");
    (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "30")], pages::note(frame, "failed")).into_response()
}

async fn home(State(_): State<Arc<Desk>>, arrival: axum::Extension<Arrival>) -> Response {
    pages::note(&arrival.frame, "home").into_response()
}

async fn missing(arrival: axum::Extension<Arrival>) -> Response {
    (StatusCode::NOT_FOUND, pages::note(&arrival.frame, "missing")).into_response()
}

/// The path below the public URL's own; a reverse proxy may have taken that away already.
fn without_prefix<'a>(path: &'a str, prefix: &str) -> &'a str {
    match path.strip_prefix(prefix) {
        Some("") => "/",
        Some(rest) if rest.starts_with('/') => rest,
        _ => path,
    }
}

/// A path as it may be written down: without the secret that a link carries, wherever in the path it stands.
fn redacted(path: &str) -> &'static str {
    let known = [
        ("/i/", "/i/…"),
        ("/j/", "/j/…"),
        ("/r/", "/r/…"),
        ("/done/", "/done/…"),
        ("/asked", "/asked"),
        ("/join.css", "/join.css"),
        ("/health", "/health"),
    ];
    known.iter().find(|(part, _)| path.contains(part)).map_or("…", |(_, shown)| shown)
}

/// The language that a page is written in: that of the invitation or the request if it says one, else the browser's.
pub(crate) fn in_language(frame: &Frame, language: Option<Language>) -> Frame {
    Frame { prefix: frame.prefix.clone(), language: language.unwrap_or(frame.language) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_taken_off_where_it_is_a_whole_part_of_the_path() {
        for (path, rest) in
            [("/acme/i/x", "/i/x"), ("/acme", "/"), ("/acme/", "/"), ("/i/x", "/i/x"), ("/acmes/i/x", "/acmes/i/x")]
        {
            assert_eq!(without_prefix(path, "/acme"), rest, "{path}");
            assert_eq!(without_prefix(path, ""), path);
        }
    }

    #[test]
    fn a_path_is_never_written_down_with_its_secret() {
        let kinds = ["/i/secret", "/j/secret", "/r/secret", "/done/accepted/secret"];
        let others = ["/I/secret", "/secret", "//i/secret", "/asked/secret", "/r/secret/j/", "/health/r/secret"];
        for path in kinds.into_iter().chain(others) {
            assert!(
                !redacted(path).contains("secret") && !redacted(&format!("/acme{path}")).contains("secret"),
                "{path}"
            );
        }
        assert_eq!(kinds.map(redacted), ["/i/…", "/j/…", "/r/…", "/done/…"]);
    }
}
