// SPDX-License-Identifier: Apache-2.0
//
// A receiver of webhooks that is not ours: it verifies what it gets with a library of Standard
// Webhooks, and answers as it is told.
//
//   node webhook_receiver.mjs PORT FOLDER [KEY CERTIFICATE]
//
// FOLDER/secrets has one secret a line, FOLDER/status the status to answer with. Of what verifies,
// a line {id, payload, secrets} is added to FOLDER/received, where `secrets` says which of them,
// from 0 on, verify it; what verifies with none is added to FOLDER/refused.
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import { Webhook } from "standardwebhooks";

const [port, folder, key, certificate] = process.argv.slice(2);
const read = (name) => readFileSync(`${folder}/${name}`, "utf8").trim();

const verifies = (secret, body, headers) => {
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  }
};

function take(body, headers) {
  const secrets = existsSync(`${folder}/secrets`) ? read("secrets").split("\n") : [];
  const good = secrets.flatMap((secret, i) => (verifies(secret, body, headers) ? [i] : []));
  const line = { id: headers["webhook-id"], payload: JSON.parse(body), secrets: good };
  const file = good.length > 0 ? "received" : "refused";
  appendFileSync(`${folder}/${file}`, `${JSON.stringify(line)}\n`);
}

async function answer(request, response) {
  let body = "";
  for await (const chunk of request) body += chunk;
  take(body, request.headers);
  response.writeHead(Number(read("status")), { location: `http://127.0.0.1:${port}/elsewhere` });
  response.end();
}

const server =
  key === undefined
    ? http.createServer(answer)
    : https.createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, answer);
server.listen(Number(port), "127.0.0.1");
