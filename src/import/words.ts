/* What banks say about a payment: which way it went, how it stands, and what kind it is. A word that isn't known is never taken for a good one. */
import { plainLetters } from './letters.ts';
import type { LeftOut } from './statement.ts';

const plain = (text: string): string => plainLetters(text).replace(/\s+/g, ' ').trim();

const set = (list: string): ReadonlySet<string> => new Set(list.split('|').map(plain));

const inWords = set(
  'wpłata|income|revenue|receita|ingresos|recette|przychód|příjem|bevétel|inntekt|indtægt|inkomst|einnahmen|+|ma|entrée|entrata|h|haben|c|cr|crdt|credit|credits|gutschrift|k|kredit|kreedit|bij|avere|haber|abono|ingreso|příchozí|in|eingang|einnahme|deposit|entrata|uznanie|uznania|plus|money in|incoming|received|credited|accredito|credito|crédit|inkomend|wpływ|inn|ind|insättning|received|dobro|u korist',
);
const outWords = set(
  'expense|expenses|despesa|gastos|dépense|spesa|výdaj|kiadás|utgift|udgift|uitgave|ausgaben|-|−|–|wn|sortie|uscita|s|soll|d|dr|dbit|debit|debits|lastschrift|belastung|debet|deebet|af|dare|debe|cargo|gasto|odchozí|out|ausgang|ausgabe|withdrawal|uscita|obciążenie|obciążenia|minus|money out|outgoing|sent|debited|addebito|debito|débit|uitgaand|wydatek|ut|ud|uttag|dugovno|na teret',
);

/** Which way money went, by a cell of a column that says so: 1 in, -1 out; undefined for a word that isn't known. */
export function signOf(cell: string): 1 | -1 | undefined {
  const word = plain(cell);
  return inWords.has(word) ? 1 : outWords.has(word) ? -1 : undefined;
}

const booked = set(
  'gebucht|umsatz gebucht|verbucht|booked|book|posted|completed|complete|abgeschlossen|ausgefuhrt|erledigt|executed|settled|cleared|succeeded|success|successful|paid|bezahlt|confirmed|bestatigt|processed|available|' +
    'payment complete|ok|finished|done|geboekt|uitgevoerd|geaccepteerd|accepted|comptabilisé|exécuté|effectué|terminé|contabilizzato|eseguito|contabilizado|completado|ejecutado|zaksięgowana|zaksięgowane|rozliczona|wykonana|zrealizowana|zaúčtováno|zaúčtovaná|realizováno|' +
    'bokförd|bokfört|utförd|bogført|gennemført|udført|utført|könyvelt|teljesült|kirjattu|erfolgreich|transferred|true|partially refunded|teilweise erstattet|partial refund|captured|collected|reconciled|uncategorized|gutgeschrieben|received|eingegangen|concluído|efetivado|finalizado|paid out|verified|payment deposited|payment sent|transfer sent|cash out deposited',
);
const pending = set(
  'vorgemerkt|umsatz vorgemerkt|vorgemerkter umsatz|pending|pdng|offen|ausstehend|in bearbeitung|in arbeit|wartend|unbooked|not posted|uncleared|processing|in progress|authorized|authorised|authorization|autorisiert|reserved|reserverat|reserviert|reserveret|reservert|reserverad|blocked|blockiert|on hold|held|zuruckgehalten|' +
    'requires_capture|requires_action|requires_confirmation|requires_payment_method|requires action|incomplete|awaiting payment|awaiting|unpaid|unbezahlt|scheduled|geplant|vorgesehen|terminiert|placed|created|initiated|waiting|in afwachting|gereserveerd|en attente|en cours|à venir|in attesa|in corso|pendiente|en proceso|' +
    'oczekująca|oczekujące|w realizacji|čekající|neuhrazeno|fuggoben|függőben|odottaa|avventer|afventer|venter|väntar|uncaptured|incoming payment waiting|funds converted pending|info|future|informational|angekündigt|avisiert|cleared pending|submitted|draft|entwurf|open|early fraud warning|pending review|under review',
);
const failed = set(
  'fehlgeschlagen|gescheitert|failed|failure|declined|abgelehnt|rejected|zuruckgewiesen|nicht ausgefuhrt|denied|verweigert|canceled|cancelled|abgebrochen|storniert|annulliert|expired|abgelaufen|voided|void|ungültig|blocked by stripe|error|fehler|false|mislukt|geweigerd|geannuleerd|refusé|refusée|échoué|annulé|annulée|rejeté|' +
    'rifiutato|annullato|fallito|rechazado|cancelado|fallido|anulado|odrzucona|odrzucone|anulowana|anulowane|zamítnuto|zrušeno|zrušená|stornováno|avvist|afvist|avvisad|mislykkedes|misslyckades|sikertelen|elutasítva|törölt|hylätty|epäonnistui|removed|entfernt|charge failed|blocked|dropped|abandoned|not completed|unsuccessful|lost',
);
const reverted = set(
  'reverted|reversed|ruckgangig gemacht|zuruckgebucht|ruckbuchung|rückgebucht|reversal|storno|stornobuchung|charged back|charged_back|chargeback|disputed|rückbelastung|rucklastschrift|bounced|returned|zurückgegeben|teruggeboekt|gestorneerd|retourné|retornado|zwrócona|vráceno|canceled reversal|under dispute|needs response|needs_response|warning_needs_response',
);
const refunded = set(
  'refunded|erstattet|ruckerstattet|zuruckerstattet|fully refunded|refund|zurückgezahlt|vollständig erstattet|remboursé|rimborsato|reembolsado|terugbetaald|zwrócono|refund completed|funds refunded',
);

/** How a payment stands by a cell that says so: `booked`, why it is none, or undefined for a word that isn't known. */
export function stateOf(cell: string): 'booked' | LeftOut | undefined {
  const word = plain(cell).replace(/[.!]$/, '').replace(/_/g, ' ');
  const has = (words: ReadonlySet<string>): boolean => words.has(word) || words.has(word.replace(/ /g, '_'));
  if (has(booked)) return 'booked';
  if (has(pending)) return 'pending';
  if (has(failed)) return 'failed';
  if (has(reverted)) return 'reverted';
  return has(refunded) ? 'refunded' : undefined;
}

/** Headings that ask whether a payment is no booked one: what `yes` below them means. */
const asked: readonly (readonly [RegExp, LeftOut])[] = [
  [/^(?:is )?(?:pending|vorgemerkt)$/, 'pending'],
  [/^(?:is )?(?:revers(?:ed|e)|cancell?ed|cancellation|storno|storniert|refunded|disputed|void(?:ed)?)$/, 'reverted'],
  [/^is failed$/, 'failed'],
];
const yes = /^(?:yes|y|true|1|ja|j|x|oui|si|sí|tak|ano)$/i;
const no = /^(?:no|n|false|0|nein|non|nie|ne|-)$/i;

/** How a payment stands by a cell below a heading: a word for its state, or the answer to what the heading asks. */
export function stateBelow(heading: string, cell: string): ReturnType<typeof stateOf> {
  if (/^(?:is paid|paid|bezahlt)$/.test(heading)) {
    if (yes.test(cell)) return 'booked';
    if (no.test(cell)) return 'pending';
  }
  const [, meaning] = asked.find(([words]) => words.test(heading)) ?? [];
  if (meaning && yes.test(cell)) return meaning;
  return meaning && no.test(cell) ? 'booked' : stateOf(cell);
}

/** Whether a cell is one of the words by which a payment is no booked one: in a column whose heading isn't known it makes the file asked about. */
export const isDoubtful = (cell: string): boolean => {
  const state = stateOf(cell);
  return (
    state !== undefined &&
    state !== 'booked' &&
    !/^(?:false|info|lost|open|ok|created|dropped|void|draft)$/i.test(cell.trim())
  );
};

/** Words in place of a date for what isn't booked yet. */
export const isPendingDay = (cell: string): boolean => pending.has(plain(cell)) && cell.trim() !== '';

const balance =
  /^(?:(?:anfangs|end|eroffnungs|schluss|start|ab)(?:saldo|bestand|stand|kontostand)|(?:alter|neuer|aktueller|letzter|vorheriger) (?:konto)?(?:stand|saldo)|kontostand(?: am.*)?|saldo(?:vortrag|ubertrag)?|(?:tages|buchungs|zwischen|perioden|monats)saldo|ihr (?:aktueller |neuer )?(?:kontostand|saldo)|summe (?:der )?\S+(?: \d{4})?|(?:total|totals) (?:der )?(?:gutschriften|belastungen|credits|debits|des operations|des mouvements|deposits|withdrawals)|grand total|ubertrag (?:auf|von|vom) .*|solde(?: (?:crediteur|debiteur).*)?|report(?: a nouveau)?|saldo contabile|oud saldo|nieuw saldo|balance|b f|b\/f|c\/f|(?:balance )?(?:brought|carried) forward|balance forward|start(?:ing)? balance|saldo (?:vortrag|ubertrag|inicial|final|iniziale|finale|anterior|poczatkowe|koncowe)|(?:opening|closing|starting|ending|begin+ing|end|current|available|previous|new) (?:book(?:ed)? )?balance(?: as of.*)?|balance (?:brought|carried) forward|ubertrag|vortrag|beginsaldo|eindsaldo|(?:ancien|nouveau) solde|solde (?:initial|final|precedent|au.*)|konecny zustatek|pocatecni zustatek|algsaldo|loppsaldo|ingaende saldo|utgaende saldo|total|totals|summe|gesamt(?:summe)?|zwischensumme|subtotal|turnover|kaive|umsatzsumme|umsatztotal|total (?:spalte|colonne|colonna|column)|summe soll|summe haben|deebet kokku|kreedit kokku|obrat)\s*:?$/;

/** A text without the day that it names at its end: `Saldo finale al 28/02/2026`. */
const undated = (text: string): string =>
  plain(text).replace(
    /[\s,]+(?:(?:al|am|au|a|del|vom|zum|per|op|as of|at|on|dne|na|den|pr)\.? )?\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\s*(:?)$/,
    '$1',
  );

/** Whether a text names a balance or a sum, which is no payment. */
export const isBalance = (text: string): boolean =>
  text.length < 60 && (balance.test(plain(text)) || balance.test(undated(text)));
const openings =
  /^(?:(?:anfangs|eroffnungs|start)|alter|vorheriger|saldo(?:vortrag| vortrag| inicial| iniziale| anterior)|opening|starting|beginning|begining|previous|balance brought|vortrag|ubertrag|beginsaldo|ancien|solde (?:initial|precedent)|pocatecni|algsaldo|ingaende)/;
const closings =
  /^(?:(?:end|schluss)(?:saldo|bestand|stand|kontostand)|neuer|saldo (?:final|finale)|closing|ending|end balance|new|eindsaldo|nouveau|solde final|konecny|loppsaldo|utgaende)/;

/** Which balance a text names, where it says so. */
export function balanceOf(text: string): 'opening' | 'closing' | undefined {
  const word = undated(text);
  return !isBalance(text) ? undefined : openings.test(word) ? 'opening' : closings.test(word) ? 'closing' : undefined;
}

const returns =
  /(?:ruck(?:lastschrift|buchung|uberweisung|gabe|zahlung|ruf)|ruckl\b|retoure|retour|refund|erstattung|sepa[- ]?return|returned|\breturn\b|reversal|\breject|rueck(?:lastschrift|buchung|gabe|uberweisung|ueberweisung)|storno|chargeback|charge back|payment reversal|ruckscheck|unpaid|insoluto|impaye|devolucion|zwrot|terugboeking)/;
const fees =
  /(?:\bentgelt|kontofuhrung|kontofuehrung|kontogebuhr|gebuhr|gebuehr|rechnungsabschluss|abrechnung \d|abschluss\b|abschlussbuchung|\bfees?\b|\bcharges\b|\b(?:bank|service|account|transaction|monthly|foreign|card|maintenance) charge\b|\bcommission|provision|bankspesen|\bspesen|\bkosten\b|bijdrage|canone|commissioni|prowizja|oplata|poplatek|avgift|gebyr|frais|cotisation|comision|maintenance fee|kontopreis|kartenpreis)/;
const own =
  /(?:payout|\bhold\b|payment release|release of|review release|transfer from bank|from (?:your )?savings|vom tagesgeld|general credit|guthaben aufladen|bankeinzug auf paypal|freigabe (?:der|von)|\badvance\b|reserve_transaction|\badjustment\b|\binterest\b|\bhabenzins|zinsgutschrift|gutschrift zinsen|\bzinsen\b|\bcashback\b|\breward\b|allgemeine abbuchung|auszahlung auf (?:bank|ihr)|general withdrawal|withdrawal to|abbuchung auf bankkonto|bank deposit to pp|bankgutschrift auf paypal|von nutzer eingeleitete abbuchung|user initiated withdrawal|general currency conversion|allgemeine wahrungsumrechnung|wahrungsumrechnung|currency conversion|to .* pocket|vault|eigenubertrag|umbuchung|interne? ubertrag|\bexchange\b|transfer to bank|ausgleichszahlung|memo release|reserve release|hold on balance|general authorization|account hold|einbehaltung|freigabe der einbehaltung|reserve hold|auszahlung|transfer to your bank)/;

/** What a payment is by the bank's word for its kind: a return or a fee; undefined: the word says neither. */
export function kindOf(type: string): 'return' | 'fee' | undefined {
  const word = plain(type);
  return returns.test(word) ? 'return' : fees.test(word) ? 'fee' : undefined;
}

/** Whether a word for a payment's state says that a part of it went back. */
export const isPartly = (cell: string): boolean =>
  /^(?:partial(?:ly)?[ _]refund(?:ed)?|teilweise erstattet)$/.test(plain(cell));

/** What a title among the rows says of those below it. */
export type Section = 'booked' | 'pending' | 'out';

/** What a line that has but one text says of the rows below it; undefined for one that is no such title. */
export function sectionOf(cells: readonly string[]): Section | undefined {
  const [text = '', more] = cells;
  const title = plain(text).replace(/:$/, '');
  if (more !== undefined || title.length > 60) return undefined;
  if (
    /\b(?:vorgemerkte?n?|vorlaufige?n?|offene|pending|ausstehende?n?|geplante?n?|scheduled|not (?:yet )?posted|unbooked|announced|in bearbeitung)\b/.test(
      title,
    )
  )
    return 'pending';
  if (/\b(?:deposits|credits|gutschriften|einnahmen|eingange|zahlungseingange)\b/.test(title)) return 'booked';
  if (
    /\b(?:withdrawals|debits|belastungen|abbuchungen|ausgaben|ausgange|lastschriften|zahlungsausgange|payments out)\b/.test(
      title,
    )
  )
    return 'out';
  return /\b(?:gebucht|gebuchte|booked|posted|umsatze|transactions)\b/.test(title) ? 'booked' : undefined;
}

const bookingWords =
  /^(?:sepa[ -]?)?(?:gutschr(?:ift)?|gutschr ?uberweisung|(?:online[ -]|dauer|echtzeit|eil|instant[ -])?(?:uberweisung|ueberweisung|ub(?:er)?w)(?:sgutschr(?:ift)?|seingang)?|uberweisungsgutschrift|dauerauftrag(?:sgutschrift)?|dauerauftragsgutschr|zahlungseingang|bareinzahlung|einzahlung|lastschrift(?:einzug)?|basislastschrift|folgelastschrift|kartenzahlung|lohn gehalt|echtzeitgutschrift|credit transfer(?: received)?|transfer(?: received)?|payment received|incoming (?:payment|transfer)|bank transfer|direct credit|faster payment(?:s)?(?: received)?|standing order|deposit|virement(?: recu)?|vir(?:ement)? sepa|bonifico(?: ricevuto)?|przelew(?: przychodzacy)?|overschrijving|insattning|gutschrift (?:uberweisung|echtzeituberweisung)|uberweisung gutschrift|zahlung|gutschrift dauerauftrag)$/;

/** Whether a text is nothing but the bank's own word for the kind of booking. */
export const isBookingWord = (text: string): boolean =>
  bookingWords.test(plain(text).replace(/[./]/g, ' ').replace(/ +/g, ' ').trim());

/** Whether the bank's word for a payment's kind says that both accounts are of one owner. */
export const isOwnTransfer = (type: string): boolean => own.test(plain(type));

/** Whether a text says that the owner put money in by a card, or paid what a card owes. */
export const isOwnTopUp = (text: string): boolean =>
  /\btop[- ]?up by\b|\baufladung (?:uber|per|mit)\b|\b(?:ausgleich|einzahlung|zahlung) (?:auf |fur )?(?:die )?kreditkarte\b|\bkreditkarten(?:ausgleich|abrechnung|konto ausgleich)\b|\bpayment received,? ?-? ?thank you\b|\bautopay\b|\bmobile pymt\b/.test(
    plain(text),
  );

const outTypes =
  /(?:^|\W)(?:lastschrift|kartenzahlung|kartenverfugung|dauerauftrag|bargeldauszahlung|geldautomat|withdrawal|debit|purchase|card payment|card_payment|ausgabe|belastung|atm|podatek|steuern?|tax|taxes|impots?|imposta|wyplata|abbuchung|direct debit|sent|uberweisungsauftrag)(?:\W|$)/;

const outTexts =
  /^(?:addebito|prelievo|prelevement|prlv|retrait|recibo|cargo|sepa-?lastschrift|lastschrift|kartenzahlung|abbuchung|bargeldauszahlung|geldautomat|entgelt|purchase|card payment|pos |atm |withdrawal|direct debit|geldopname|betaalautomaat|wyplata)\b/;

/** Whether a text begins with a bank's word for money that went out. */
export const isOutText = (text: string): boolean => outTexts.test(plain(text));

/** Whether the bank's word for a payment's kind says that it went out. */
export const isOutType = (type: string): boolean => outTypes.test(plain(type));

const inTypes =
  /(?:gutschr|zahlungseingang|geldeingang|zahlung erhalten|uberweisung (?:erhalten|eingehend)|eingehende|\beingang|einzahlung|einnahme|\bspenden?\b|\w+spende\b|zuwendung|spendeneingang|donat|\bgifts?\b|\bdeposits?\b|\breceived\b|\bincoming\b|\bincome\b|\bcredit(?:ed)?\b(?! (?:card|transfer|note))|(?:payment|transfer|money) in\b|lodgement|entrata|accredit|ricevut|in entrata|(?:virement|paiement) (?:recu|en votre faveur)|encaissement|\bdons?\b|bijschrijving|ontvangen|przychodzac|\bwplyw|wplata|darowizn|uznani|ingreso|\babono|recibid|donaci|prichozi|jovairas|bejovo|insattning|innbetaling|indbetaling|indsaetning|overforsel inn|tilgodo|recebid)/;

/** Whether the bank's word for a payment's kind says that it came in. */
export const isInType = (type: string): boolean => {
  const word = plain(type);
  if (outTypes.test(word) || own.test(word) || kindOf(type)) return false;
  return signOf(type) === 1 || inTypes.test(word);
};

/** Whether a word for a payment's kind is known at all, so far as it tells which way money went. */
export const isTypeKnown = (type: string): boolean =>
  signOf(type) !== undefined || isInType(type) || isOutType(type) || isOwnTransfer(type) || kindOf(type) !== undefined;

/** By what somebody paid, which says nothing of who did. A credit transfer goes either way too. */
const methods = set(
  'bar|barzahlung|bargeld|cash|überweisung|banküberweisung|sepa|sepa-überweisung|sofortüberweisung|sofort|bank|bank transfer|wire|wire transfer|transfer|sct|paypal|stripe|kreditkarte|credit card|credit_card|creditcard|debit card|karte|card|visa|mastercard|amex|twint|giropay|klarna|apple pay|google pay|check|cheque|scheck|venmo|zelle|ideal|bancontact|eps|mobile payment|online|offline|virement|carte|chèque|espèces|contanti|bonifico|contant|overschrijving',
);

/** Whether a cell names a method of payment. */
export const isMethod = (cell: string): boolean => methods.has(plain(cell));

/** What a gift's kind says of one that brought no money: a promise, or a thing. */
export function unpaid(type: string): 'pending' | 'no-money' | undefined {
  const word = plain(type);
  if (/\b(?:pledged?|promised?|spendenzusage|zusage|versprochen|promesse|promesa)\b/.test(word)) return 'pending';
  return /\b(?:gifts?[- ]in[- ]kind|in[- ]kind|sachspende\w*|aufwandsspende\w*|zeitspende\w*|goods|clothes|food)\b/.test(
    word,
  )
    ? 'no-money'
    : undefined;
}
