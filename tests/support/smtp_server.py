#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A real SMTP server (aiosmtpd) that keeps what it is sent, or behaves badly on demand.

    smtp_server.py PORT FOLDER [--tls CERT KEY] [--implicit-tls CERT KEY] [--user NAME:PASSWORD]
                   [--refuse REPLY]

Each mail becomes FOLDER/RECIPIENT.N.eml. With --tls nothing goes before STARTTLS, with --user nothing
before AUTH; with --refuse recipients get that reply ("550 no"), or, if it is "hang", connections get
no word at all.
"""
import argparse
import asyncio
import pathlib
import ssl

from aiosmtpd.smtp import SMTP, AuthResult


class Keeper:
    """Writes down what comes."""

    def __init__(self, folder, refuse):
        self.folder = folder
        self.refuse = refuse
        self.count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        name = f"{envelope.rcpt_tos[0]}.{self.count}.eml"
        (self.folder / f"{name}.part").write_bytes(envelope.original_content)
        (self.folder / f"{name}.part").rename(self.folder / name)
        return "250 OK"


def context(certificate):
    if not certificate:
        return None
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(*certificate)
    return made


def authenticator(user):
    if not user:
        return None
    name, password = user.encode().split(b":", 1)

    def check(server, session, envelope, mechanism, data):
        right = data.login == name and data.password == password
        return AuthResult(success=right, handled=False)  # the server says which

    return check


async def serve(options):
    keeper = Keeper(pathlib.Path(options.folder), options.refuse)

    def protocol():
        if options.refuse == "hang":
            return asyncio.Protocol()
        return SMTP(
            keeper,
            hostname="relay.example",
            tls_context=context(options.tls),
            require_starttls=bool(options.tls),
            authenticator=authenticator(options.user),
            auth_required=bool(options.user),
            # Who spoke TLS from the first byte on need not ask for it.
            auth_require_tls=not options.implicit_tls,
        )

    server = await asyncio.get_running_loop().create_server(
        protocol, "127.0.0.1", int(options.port), ssl=context(options.implicit_tls)
    )
    async with server:
        await server.serve_forever()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("port")
    parser.add_argument("folder")
    parser.add_argument("--tls", nargs=2)
    parser.add_argument("--implicit-tls", nargs=2)
    parser.add_argument("--user")
    parser.add_argument("--refuse")
    asyncio.run(serve(parser.parse_args()))


main()
