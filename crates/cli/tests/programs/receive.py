"""A mail server by others: receive.py FOLDER writes each mail that it is sent into the folder, until its input ends.

Prints its port.
"""

import asyncio
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP

folder = Path(sys.argv[1])


class Keep:
    """Keeps each mail as it came, under what the client said about whom it is from and to."""

    def __init__(self):
        self.count = 0

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        head = f"X-Mail-From: {envelope.mail_from}\r\nX-Rcpt-To: {','.join(envelope.rcpt_tos)}\r\n"
        (folder / f"{self.count}.eml").write_bytes(head.encode("ascii") + envelope.content)
        return "250 kept"


async def serve():
    keep, loop = Keep(), asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(keep, hostname="localhost"), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(serve())
