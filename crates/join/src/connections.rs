//! Connections: taken, limited in number and time, and closed.

use crate::{
    JoinPages, Limits,
    front_door::{FrontDoor, Visit},
    seats::{Seat, Seats},
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::{io, net::SocketAddr, pin::pin, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinSet,
    time::{sleep, timeout},
};

/// The longest head of a request: method, path and headers together, in bytes.
const HEAD_BYTES: usize = 16 * 1024;

/// Listens at an address. Port 0 takes a free one.
///
/// # Errors
/// The operating system's: the address is not this computer's, or in use, or not allowed.
pub async fn bind(listen: SocketAddr) -> io::Result<TcpListener> {
    TcpListener::bind(listen).await
}

pub(crate) async fn serve(
    pages: JoinPages,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send,
) -> io::Result<()> {
    let limits = pages.limits;
    tracing::info!(address = %listener.local_addr()?, "the join service listens");
    let door = Arc::new(FrontDoor::new(pages));
    let seats = Arc::new(Seats::new(limits.connections));
    let (closing, closed) = watch::channel(false);
    let mut open = JoinSet::new();
    let mut stop = pin!(stop);
    loop {
        let stream = tokio::select! {
            biased;
            () = &mut stop => break,
            Some(_) = open.join_next() => continue,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                Err(error) => {
                    // One connection went away, or there are no more file descriptors: the next try may do better.
                    tracing::debug!(%error, "a connection was not taken");
                    sleep(Duration::from_millis(20)).await;
                    continue;
                }
            },
        };
        let Some(seat) = seats.take() else { continue };
        let (door, seats, closed) = (Arc::clone(&door), Arc::clone(&seats), closed.clone());
        open.spawn(async move {
            attend(stream, door, Arc::clone(&seat), limits, closed).await;
            seats.give_back(&seat);
        });
    }
    drop(listener);
    closing.send_replace(true);
    let all_closed = async { while open.join_next().await.is_some() {} };
    // Whatever is still open then is cut off with the set.
    let _ = timeout(limits.farewell, all_closed).await;
    tracing::info!("the join service has stopped");
    Ok(())
}

/// Answers the requests of one connection.
async fn attend(
    stream: TcpStream,
    door: Arc<FrontDoor>,
    seat: Arc<Seat>,
    limits: Limits,
    mut closed: watch::Receiver<bool>,
) {
    let (Ok(peer), Ok(local)) = (stream.peer_addr(), stream.local_addr()) else { return };
    // A page leaves at once, or, where this is not to be had, a little later.
    let _ = stream.set_nodelay(true);
    let visit = Visit { peer: peer.ip(), local, seat: Arc::clone(&seat) };
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let (door, visit) = (Arc::clone(&door), visit.clone());
        async move { Ok::<_, std::convert::Infallible>(door.admit(request, visit).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    tokio::select! {
        // A broken connection is the visitor's affair.
        _ = connection.as_mut() => return,
        () = seat.is_taken_away() => if !seat.is_working() { return },
        () = sleep(limits.connection) => {}
        _ = closed.wait_for(|closed| *closed) => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = timeout(limits.farewell, connection).await;
}
