#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A server with the chat-completions API that answers as it is told to, well or badly.

    reader_server.py PORT FOLDER [--tls CERT KEY] [--key KEY]

What it is sent becomes FOLDER/N.json: method, path, headers and body. How it answers stands in
FOLDER/behave, read at each call:

    well VERDICT [ID…]   an opinion of this verdict, on these elements or the first one it is given;
                         of an element names and a wish
    obey                 does what the text of a request or an element says: {"say": {…}} in it is the
                         answer
    malformed            no JSON
    fenced               the opinion in a code fence
    huge                 megabytes
    late                 nothing, for a minute
    redirect URL         307
    status N             an error
"""
import argparse
import http.server
import json
import pathlib
import re
import ssl
import threading
import time

NUMBERS = threading.Lock()


def opinion(verdict, elements, reason="Because it says so."):
    return json.dumps({"verdict": verdict, "elements": elements, "reason": reason})


def completion(content):
    message = {"role": "assistant", "content": content}
    return json.dumps({"choices": [{"index": 0, "finish_reason": "stop", "message": message}]}).encode()


def document(body):
    return json.loads(body["messages"][1]["content"])


def suggestions(element):
    return json.dumps({"element": element, "aliases": ["zorblax gateway", "Zorblaxschleuse"],
                       "examples": ["We want to zorblax our trailers from home."]})


def obeyed(body):
    asked = document(body)
    text = asked["element"].get("how", "") if "element" in asked else asked["request"].get("wish", "")
    said = re.search(r'\{"say": (\{.*?\})\}', text)
    if said:
        return said.group(1)
    return suggestions(asked["element"]["id"]) if "element" in asked else opinion("UNCLEAR", [])


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    folder = None
    key = None
    count = 0

    def do_GET(self):
        self.keep(b"")
        self.answer(404, b"")

    def do_POST(self):
        data = self.rfile.read(int(self.headers["Content-Length"]))
        self.keep(data)
        if self.key and self.headers["Authorization"] != f"Bearer {self.key}":
            return self.answer(401, b"{}")
        words = (self.folder / "behave").read_text().split()
        return getattr(self, words[0])(json.loads(data), *words[1:])

    def well(self, body, verdict, *elements):
        if "element" in document(body):
            return self.answer(200, completion(suggestions(document(body)["element"]["id"])))
        ids = list(elements) or [document(body)["elements"][0]["id"]]
        self.answer(200, completion(opinion(verdict, [] if verdict == "UNCLEAR" else ids)))

    def obey(self, body):
        self.answer(200, completion(obeyed(body)))

    def malformed(self, body):
        self.answer(200, b"<html>Welcome</html>")

    def fenced(self, body):
        self.answer(200, completion("```json\n" + opinion("UNCLEAR", []) + "\n```"))

    def huge(self, body):
        self.answer(200, completion(opinion("UNCLEAR", [], "x" * (8 << 20))))

    def late(self, body):
        time.sleep(60)

    def redirect(self, body, url):
        self.answer(307, b"", {"Location": url})

    def status(self, body, number):
        self.answer(int(number), b"{}")

    def keep(self, data):
        with NUMBERS:
            Handler.count += 1
            name = f"{Handler.count}.json"
        kept = {"method": self.command, "path": self.path, "headers": dict(self.headers.items()),
                "body": data.decode()}
        (self.folder / f"{name}.part").write_text(json.dumps(kept))
        (self.folder / f"{name}.part").rename(self.folder / name)

    def answer(self, status, body, headers=None):
        try:
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *arguments):
        pass


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("port")
    parser.add_argument("folder")
    parser.add_argument("--tls", nargs=2)
    parser.add_argument("--key")
    options = parser.parse_args()
    Handler.folder = pathlib.Path(options.folder)
    Handler.key = options.key
    server = http.server.ThreadingHTTPServer(("127.0.0.1", int(options.port)), Handler)
    server.daemon_threads = True
    if options.tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*options.tls)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    server.serve_forever()


main()
