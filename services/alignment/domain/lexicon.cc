// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/lexicon.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "services/alignment/domain/string_map.h"
#include "services/alignment/domain/words.h"

namespace zusage::alignment {
namespace {

// General words of business software: German = the English words that may stand for it.
constexpr std::string_view kWords = R"(
Abfrage = query; Abgleich = synchronization, reconciliation, sync; ablehnen = reject, decline;
Ablage = storage, filing; Ablauf = process, expiry; ablaufen = expire; Abmeldung = logout;
Abo = subscription; Abonnement = subscription; Abrechnung = billing, invoicing;
Abschluss = completion, deal; Absender = sender; absichern = secure; Absturz = crash;
Abteilung = department; Abweichung = deviation, difference; abbrechen = cancel, abort;
Adresse = address; Aktion = action; aktivieren = enable, activate;
aktualisieren = update, refresh; Aktualisierung = update; Alarm = alarm, alert;
Analyse = analysis; Änderung = change; ändern = change, modify; Angebot = offer, quote;
angeben = specify; Anhang = attachment; Anlage = attachment, asset; anlegen = create;
anmelden = login, sign; Anmeldung = login, registration; anonym = anonymous;
anpassen = customize, adjust; Anpassung = customization; Ansicht = view;
Antwort = answer, response, reply; Anzahl = number, count; Anzeige = display;
anzeigen = show, display; Arbeitsablauf = workflow; Arbeitsplatz = workstation, workplace;
Archiv = archive; archivieren = archive; Artikel = article, item; Attribut = attribute;
Aufgabe = task; Auflösung = resolution; Aufruf = call, invocation; Auftrag = order, job;
Aufwand = effort; Ausdruck = expression, printout; ausdrucken = print; ausführen = run, execute;
Ausführung = execution; Ausgabe = output, expense, edition; ausblenden = hide;
ausschließen = exclude; auswählen = select, choose; Auswahl = selection, choice;
auswerten = evaluate, analyze; Auswertung = evaluation, report;
Authentifizierung = authentication; automatisch = automatic, automatically;
Automatisierung = automation; bearbeiten = edit, process; Bearbeitung = editing, processing;
Bedienung = operation, usability; Bedingung = condition; befristet = temporary; Befehl = command;
Befehlszeile = command, line; Begrenzung = limit, limitation; begrenzen = limit, restrict;
behalten = keep, retain; Behörde = authority; Beispiel = example;
Benachrichtigung = notification; benachrichtigen = notify; Benutzerkonto = account;
Benutzername = username; Benutzeroberfläche = interface, ui;
Berechtigung = permission, authorization; Bereich = area, range, section; Bericht = report;
berechnen = calculate, compute; Berechnung = calculation; beschleunigen = accelerate, speed;
Beschreibung = description; beschränken = restrict, limit; Beschränkung = restriction, limit;
Bestand = stock, inventory; bestätigen = confirm; Bestätigung = confirmation; Bestellung = order;
bestellen = order; Betrag = amount; Betrieb = operation; Betriebssystem = os;
betreiben = operate, host; bezahlen = pay; Bezahlung = payment;
Beziehung = relation, relationship; Bild = image, picture; Bildschirm = screen;
blockieren = block; Browser = browser; Buchhaltung = accounting;
Buchung = booking, transaction, posting; Büro = office; darstellen = display, render;
Darstellung = display, presentation; Datei = file; Dateiname = filename;
Dateisystem = filesystem; Daten = data; Datenbank = database; Datenschutz = privacy;
Datensatz = record; Datensicherung = backup; Datum = date; Dauer = duration;
dauerhaft = permanent; deaktivieren = disable, deactivate; Diagramm = chart, diagram;
Dienst = service; Dienstleistung = service; Dokument = document; Dokumentation = documentation;
doppelt = duplicate, double; Drittanbieter = third, party; drucken = print; Drucker = printer;
Druck = print; dunkel = dark; durchsuchen = search, browse; Durchschnitt = average;
Echtzeit = realtime; Eigenschaft = property; Eigentümer = owner; einbinden = integrate, embed;
Eingabe = input, entry; eingeben = enter, input; Einladung = invitation; einladen = invite;
Einkauf = purchase, purchasing; Einnahme = income, revenue; einrichten = configure, setup;
Einrichtung = setup; einschränken = restrict, limit; Einschränkung = restriction, limitation;
einstellen = configure, set; Einstellung = setting, preference, configuration;
Eintrag = entry, record; EMail = email, mail; Empfänger = recipient, receiver;
Entwickler = developer; Entwicklung = development; Entwurf = draft; entfernen = remove, delete;
entschlüsseln = decrypt; Ereignis = event; Ergebnis = result; erfassen = record, capture, enter;
Erinnerung = reminder; erkennen = detect, recognize; Erkennung = detection, recognition;
erneuern = renew; Ersatz = replacement; ersetzen = replace; erstellen = create, generate;
erweitern = extend, expand; Erweiterung = extension, plugin, addon; erzeugen = generate, create;
exportieren = export; extern = external; Fach = compartment; Farbe = color, colour;
farbig = colored; Fehler = error, bug, failure; fehlerhaft = faulty; fehlgeschlagen = failed;
Feld = field; Fenster = window; Fernzugriff = remote, access; Festplatte = disk, drive;
filtern = filter; Filter = filter; finden = find; Formular = form; Format = format;
Fortschritt = progress; freigeben = share, release, approve; Freigabe = share, approval, release;
Frist = deadline; füllen = fill; Funktionsumfang = feature, scope; Gast = guest; Gebühr = fee;
geheim = secret; Geheimnis = secret; gelöscht = deleted; gemeinsam = shared, joint;
genehmigen = approve; Genehmigung = approval; Gerät = device; Geschäft = business;
geschützt = protected; Geschwindigkeit = speed, performance; gestalten = design;
Gestaltung = design, layout; gesperrt = locked, blocked; Gewicht = weight;
gleichzeitig = concurrent, simultaneous; Größe = size; Grenze = limit, border;
Grenzwert = threshold, limit; Gruppe = group; gruppieren = group; Gutschrift = credit;
Haushalt = household, budget; Handbuch = manual; Handy = phone, mobile; herunterladen = download;
Herkunft = origin; Hersteller = vendor, manufacturer; hervorheben = highlight; Hilfe = help;
Hintergrund = background; hinweisen = notify; Hinweis = notice, hint; hochladen = upload;
importieren = import; Inhalt = content; Installation = installation, install;
installieren = install; Integration = integration; integrieren = integrate; intern = internal;
Internet = internet; Jahr = year; jährlich = yearly, annual; Kalender = calendar;
Karte = card, map; Kategorie = category; Kauf = purchase; kaufen = buy, purchase;
Kennwort = password; Kennzahl = metric, kpi; Klick = click; klicken = click; Knopf = button;
komprimieren = compress; Komprimierung = compression; Konfiguration = configuration;
konfigurieren = configure; Konflikt = conflict; Konto = account; Kontrolle = control, check;
kontrollieren = check, control; Kopie = copy; kopieren = copy; kostenlos = free; Kosten = cost;
Lager = warehouse, stock; langsam = slow; Laufwerk = drive; Laufzeit = runtime; laden = load;
Leistung = performance; Leser = reader; lesen = read; Lieferant = supplier, vendor;
Lieferung = delivery; liefern = deliver; Liste = list; Lizenz = license; lokal = local;
löschen = delete, remove; Löschung = deletion; Lösung = solution; Mandant = tenant;
mandantenfähig = multitenant; manuell = manual, manually; Maske = mask, form; Maschine = machine;
Maus = mouse; mehrere = multiple, several; mehrsprachig = multilingual;
Meldung = message, notification; Menge = quantity, amount; Menü = menu;
Merkmal = attribute, characteristic; Mitarbeiter = employee; Mitglied = member; mobil = mobile;
Modul = module; Monat = month; monatlich = monthly; Muster = pattern, template;
Nachricht = message; Nachverfolgung = tracking; Name = name; Netzwerk = network; Netz = network;
Norm = standard; Notiz = note; Nummer = number; Oberfläche = interface, ui, surface;
öffentlich = public; öffnen = open; Ordner = folder, directory; Ort = location, place;
Papierkorb = trash, recycle; Partner = partner; Passwort = password; Pfad = path;
Pflicht = mandatory; planen = plan, schedule; Planung = planning, scheduling; Platz = space;
Postfach = mailbox; Preis = price; privat = private; Probe = sample, trial; Projekt = project;
Protokoll = log, protocol; protokollieren = log; Prozess = process;
prüfen = check, verify, validate; Prüfung = check, audit, verification; Quelle = source;
Quelltext = source, code; Rabatt = discount; Rand = margin, edge; Rechner = computer, calculator;
Rechnung = invoice, bill; Recht = right, permission; Regel = rule; Reihenfolge = order, sequence;
Rolle = role; Rückgabe = return; rückgängig = undo; Sammlung = collection; Satz = sentence, set;
Schaltfläche = button; Schlüssel = key; schließen = close; schnell = fast, quick;
Schnittstelle = api, interface; Schrift = font; schreiben = write; Schritt = step;
Schulung = training; Schutz = protection; schützen = protect; Seite = page, side; senden = send;
Server = server; Serie = series, recurring; sicher = secure, safe; Sicherheit = security, safety;
sichern = save, secure, backup; Sicherung = backup; Sicherungskopie = backup; sichtbar = visible;
Sitzung = session, meeting; Skript = script; sortieren = sort; Sortierung = sorting, sort;
Spalte = column; Speicher = memory, storage; speichern = save, store;
Speicherplatz = storage, space; sperren = lock, block; Sprache = language;
Standard = standard, default; Standort = location, site; Stapel = batch; starten = start, launch;
Start = start; Status = status; Steuer = tax; steuern = control; Steuerung = control;
Stichwort = keyword, tag; Strom = stream, power; Struktur = structure; Stück = piece;
stündlich = hourly; Suche = search; suchen = search, find; Summe = sum, total; System = system;
Tabelle = table, spreadsheet; Tag = day; täglich = daily; Tastatur = keyboard; Taste = key;
Tastenkürzel = shortcut; teilen = share, split; Teilnehmer = participant; Telefon = phone;
Termin = appointment, date; testen = test; Text = text; Titel = title; Transaktion = transaction;
trennen = separate, split; Trennung = separation; übergeben = pass, transfer;
Überblick = overview; übersetzen = translate, compile; Übersetzung = translation;
Übersicht = overview, dashboard; übertragen = transfer, transmit;
Übertragung = transfer, transmission; überprüfen = check, verify; überschreiben = overwrite;
überwachen = monitor; Überwachung = monitoring; überweisen = transfer; Überweisung = transfer;
Uhrzeit = time; umbenennen = rename; Umgebung = environment; Umsatz = revenue, transaction;
Umzug = migration; umstellen = switch, migrate; unbegrenzt = unlimited; ungültig = invalid;
Unternehmen = company, enterprise; unterschiedlich = different; Unterschied = difference;
unterschreiben = sign; Unterschrift = signature; Ursache = cause; Urlaub = vacation, leave;
Variable = variable; veralten = deprecated; verändern = change; Veranstaltung = event;
verbergen = hide; verbinden = connect, link; Verbindung = connection; verbessern = improve;
Verbesserung = improvement; Verfahren = procedure, method; verfolgen = track;
Vergleich = comparison; vergleichen = compare; verhindern = prevent; Verkauf = sale;
verknüpfen = link; Verknüpfung = link, shortcut; Verlauf = history; verlieren = lose;
Verlust = loss; verschieben = move, postpone; verschlüsseln = encrypt;
Verschlüsselung = encryption; versenden = send; Versand = shipping; Version = version;
Versionierung = versioning; verstecken = hide; versteckt = hidden; Vertrag = contract;
Vertreter = substitute, representative; verwalten = manage, administer;
Verwaltung = management, administration; Verzeichnis = directory, folder; Verzögerung = delay;
Volltext = fulltext; Vorgang = operation, process; Vorlage = template; Vorrang = priority;
Vorschau = preview; wachsen = grow; Wahl = choice; Warnung = warning, alert;
warten = wait, maintain; Wartung = maintenance; Währung = currency; Webseite = website, page;
wechseln = switch, change; weiterleiten = forward, redirect;
Weiterleitung = forwarding, redirect; Werbung = advertising, ads; Werkzeug = tool; Wert = value;
wiederherstellen = restore, recover; Wiederherstellung = restore, recovery;
wiederholen = repeat, retry; wiederkehrend = recurring; Woche = week; wöchentlich = weekly;
Wort = word; zählen = count; Zahl = number; zahlen = pay; Zahlung = payment;
Zeichen = character, sign; zeichnen = draw; Zeile = line, row; Zeit = time; Zeitplan = schedule;
Zeitraum = period; Zeitzone = timezone; Zentrale = headquarters; zentral = central;
Zertifikat = certificate; Ziel = goal, target, destination; zugreifen = access; Zugang = access;
Zugriff = access; Zugriffsrecht = permission; zulassen = permit; zuordnen = assign, map;
Zuordnung = assignment, mapping; zurücksetzen = reset; zusammenführen = merge;
zusammenfassen = summarize; Zusammenfassung = summary; Zustand = state; zuweisen = assign;
zuverlässig = reliable; Zwischenablage = clipboard; zweistufig = two, factor
)";

// The part of `text` before the first `mark`, trimmed; both are taken off `text`.
std::string_view TakeUntil(std::string_view& text, char mark) {
  const size_t end = std::min(text.find(mark), text.size());
  std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  const size_t first = std::min(part.find_first_not_of(" \n"), part.size());
  part.remove_prefix(first);
  return part.substr(0, part.find_last_not_of(" \n") + 1);
}

constexpr float kTranslation = 0.75f;
constexpr float kSynonym = 0.4f;  // another English word for the same German one

void AddOnce(std::vector<std::string>& stems, const std::string& stem) {
  if (std::find(stems.begin(), stems.end(), stem) == stems.end()) stems.push_back(stem);
}

class WordList : public Lexicon {
 public:
  WordList() {
    std::string_view words = kWords;
    while (!words.empty()) {
      std::string_view english = TakeUntil(words, ';');
      const std::string_view german = TakeUntil(english, '=');
      while (!english.empty()) Add(german, TakeUntil(english, ','));
    }
  }

  const std::string& fingerprint() const override { return fingerprint_; }

  void Translate(std::string_view folded, std::string_view stem, TakeStem take) const override {
    ForEach(to_english_, stem, [&](std::string_view english) { take(english, kTranslation); });
  }

  void Related(std::string_view english_stem, TakeStem take) const override {
    ForEach(to_german_, english_stem, [&](std::string_view german) {
      ForEach(to_english_, german, [&](std::string_view other) {
        if (other != english_stem) take(other, kSynonym);
      });
    });
  }

  std::string_view GermanStem(std::string_view folded) const override {
    const auto found = german_.find(folded);
    return found == german_.end() ? std::string_view() : std::string_view(found->second);
  }

  size_t dimensions() const override { return 0; }
  Directions EnglishDirections(std::string_view stem) const override { return {}; }
  Directions GermanDirections(std::string_view folded, std::string_view stem) const override {
    return {};
  }
  size_t stems() const override { return 0; }
  SmallVector VectorOf(uint32_t stem) const override { return {}; }
  float RarityOf(uint32_t stem) const override { return kLargestRarity; }
  void RelatedTo(uint32_t stem, TakeNumber take) const override {}
  void AddVector(const Direction& direction, float weight, float* sum) const override {}

  // The list is too short to tell by it that a word is English.
  bool IsRatherGerman(std::string_view english, std::string_view german) const override {
    return english != german;
  }

 private:
  using Stems = StringMap<std::vector<std::string>>;

  void Add(std::string_view german, std::string_view english) {
    const std::string word = Fold(german);
    const std::string german_stem = Stem(word, Language::kGerman);
    const std::string english_stem = Stem(Fold(english), Language::kEnglish);
    german_.emplace(word, german_stem);
    german_.emplace(german_stem, german_stem);
    AddOnce(to_english_[german_stem], english_stem);
    AddOnce(to_german_[english_stem], german_stem);
  }

  template <typename Take>
  static void ForEach(const Stems& stems, std::string_view stem, Take take) {
    const auto found = stems.find(stem);
    if (found == stems.end()) return;
    for (const std::string& other : found->second) take(other);
  }

  const std::string fingerprint_ = "none";
  StringMap<std::string> german_;  // folded word or stem -> stem
  Stems to_english_;
  Stems to_german_;
};

}  // namespace

const Lexicon& BuiltInLexicon() {
  static const Lexicon& lexicon = *new WordList();
  return lexicon;
}

}  // namespace zusage::alignment
