import type { DonateMessages } from './en.donate.ts';

/** What giving says, in German, with the informal address (du). */
export const deDonate: DonateMessages = {
  give: 'Spenden',
  close: 'Schließen',

  amount: 'Betrag',
  other: 'Anderer Betrag',
  otherOnly: 'Wie viel?',
  faults: {
    empty: 'Wähle einen Betrag oder schreib einen hinein.',
    unreadable: (example) => `Schreib nur eine Zahl, zum Beispiel ${example}.`,
    ambiguous: (whole, part) => `Das lässt sich auf zwei Arten lesen. Schreib ${whole} oder ${part}.`,
    notPositive: 'Schreib einen Betrag, der größer als 0 ist.',
    decimals: (count) =>
      count
        ? `Schreib höchstens ${count} Stellen nach dem Komma.`
        : 'Diese Währung hat keine Nachkommastellen. Schreib eine ganze Zahl.',
    tooSmall: (least) => `Auf diesem Weg geht es ab ${least}.`,
    tooLarge: (most) => `Auf diesem Weg geht es bis ${most}.`,
    step: (step) => `Auf diesem Weg gehen nur Vielfache von ${step}.`,
  },
  interval: 'Wie oft?',
  once: 'Einmal',
  monthly: 'Jeden Monat',
  ways: 'Wie?',
  checkout: 'Online bezahlen',
  transfer: 'Überweisung',
  personal: 'Name und Nachricht (freiwillig)',
  name: 'Name, öffentlich zu sehen',
  message: 'Nachricht, öffentlich zu sehen',
  unnamed: 'Ungenannt bleiben',
  next: 'Weiter',

  review: 'So geht es weiter',
  amountLater: 'Den wählst du dort.',
  amountThere: (amount) => `${amount}, dort einzugeben`,
  everyMonth: (amount) => `${amount} jeden Monat, bis du es beendest`,
  purpose: 'Wofür',
  recipient: 'Geht an',
  way: 'Zahlungsweg',
  shownAs: 'Im Panel genannt',
  nobody: 'Ungenannt',
  fee: 'Davon gehen ab',
  taxReceipt: 'Spendenquittung',
  hasReceipt: 'Bekommst du vom Empfänger.',
  noReceipt: 'Keine: Das Geld geht an eine Privatperson.',
  appears: 'In den Zahlen',
  appearsCheckout: 'Sobald die Zahlung bestätigt ist. Eine Lastschrift dauert 3 bis 6 Werktage.',
  appearsTransfer: 'Sobald sie angekommen ist, meist nach 1 bis 2 Werktagen, und eingetragen wurde.',
  appearsLink: 'Sobald die Spende eingetragen wurde.',
  refund: 'Wenn etwas nicht stimmt',
  refundFrom: (who) =>
    who
      ? `Wende dich an ${who}, auch für eine Rückzahlung.`
      : 'Wende dich an die, die diese Sammlung führen, auch für eine Rückzahlung.',
  book: (sold) => `Das Buch zu kaufen ist keine Spende. Sein Erlös wird getrennt gezählt${sold && `: bisher ${sold}`}.`,
  goTo: (host) => `Weiter zu ${host}`,
  pay: (amount) => `${amount} spenden`,
  payMonthly: (amount) => `${amount} jeden Monat spenden`,
  change: 'Ändern',
  holder: 'Kontoinhaber',
  iban: 'IBAN',
  bic: 'BIC',
  reference: 'Verwendungszweck',
  transferNow: 'Überweise das bei deiner Bank. Hier ist nichts weiter zu tun.',
  referenceMatters: 'Nimm bitte genau diesen Verwendungszweck. An ihm wird deine Spende erkannt.',

  starting: 'Die Zahlung wird vorbereitet …',
  going: 'Weiter zur Zahlungsseite …',
  unreachable: 'Die Zahlung lässt sich gerade nicht vorbereiten. Es wurde nichts abgebucht.',
  unsafe: 'Die Zahlungsseite hat keine sichere Adresse, deshalb geht es dort nicht weiter. Es wurde nichts abgebucht.',
  blocked: 'Das Zahlungsformular ließ sich nicht laden, vielleicht wird es blockiert. Es wurde nichts abgebucht.',
  over: 'Die Sammlung ist zu Ende gegangen, während diese Seite offen war. Es wurde nichts abgebucht.',
  closed: 'Auf diesem Weg geht es hier nicht. Es wurde nichts abgebucht.',
  unfit: 'So geht es nicht: Sieh bitte noch einmal nach dem Betrag. Es wurde nichts abgebucht.',
  used: 'Hier wurde schon eine Spende begonnen, die sich nicht wieder aufnehmen lässt; jetzt wurde nichts abgebucht. Vielleicht ist sie längst angekommen. Um noch einmal zu geben, versuch es erneut.',
  busy: 'Aus deinem Netz kamen zu viele Versuche. Bitte warte ein wenig oder nimm einen anderen Weg. Es wurde nichts abgebucht.',
  declined: 'Der Zahlungsdienst nimmt sie gerade nicht an. Es wurde nichts abgebucht.',
  retry: 'Noch einmal versuchen',
  others: 'Andere Wege zu helfen',

  asking: 'Ist die Zahlung angekommen? Wir fragen nach …',
  thanks: 'Danke!',
  paid: (amount) => `Deine Spende von ${amount} ist angekommen.`,
  test: 'Das war ein Test: Es ist kein Geld geflossen, und die Zahlen bleiben, wie sie sind.',
  paidUnknown: 'Deine Spende ist angekommen.',
  paidMonthly: 'Von jetzt an kommt sie jeden Monat, bis du es beendest.',
  onItsWay: 'Deine Spende ist unterwegs',
  pending:
    'Sie ist noch nicht bestätigt. Eine SEPA-Lastschrift dauert 3 bis 6 Werktage. In den Zahlen steht sie, sobald das Geld da ist.',
  notPaid: 'Das hat nicht geklappt',
  failed: 'Die Zahlung ist nicht zustande gekommen, deine Spende zählt nicht mit.',
  cancelledTitle: 'Es wurde nichts abgebucht',
  cancelled: 'Du hast vor dem Bezahlen abgebrochen.',
  unknownTitle: 'Noch nicht bekannt',
  unknown:
    'Ob deine Zahlung angekommen ist, lässt sich hier nicht sehen. In den Zahlen steht sie, sobald sie bestätigt ist.',
  askFailed:
    'Ob deine Zahlung angekommen ist, lässt sich gerade nicht erfragen. Wenn du bezahlt hast, geht nichts verloren: Bezahl bitte nicht noch einmal.',
  notFound:
    'Diese Spende ist hier nicht bekannt. Wenn du bezahlt hast, frag bitte nach, bevor du noch einmal bezahlst.',
  askAgain: 'Noch einmal nachfragen',
  spread: 'Jetzt weitersagen',
  done: 'Schließen',
};

/** German, with the formal address (Sie): only what differs. */
export const deDonateFormal: Partial<DonateMessages> = {
  faults: {
    ...deDonate.faults,
    empty: 'Bitte wählen Sie einen Betrag oder schreiben Sie einen hinein.',
    unreadable: (example) => `Bitte schreiben Sie nur eine Zahl, zum Beispiel ${example}.`,
    ambiguous: (whole, part) => `Das lässt sich auf zwei Arten lesen. Bitte schreiben Sie ${whole} oder ${part}.`,
    notPositive: 'Bitte schreiben Sie einen Betrag, der größer als 0 ist.',
    decimals: (count) =>
      count
        ? `Bitte schreiben Sie höchstens ${count} Stellen nach dem Komma.`
        : 'Diese Währung hat keine Nachkommastellen. Bitte schreiben Sie eine ganze Zahl.',
  },
  amountLater: 'Den wählen Sie dort.',
  everyMonth: (amount) => `${amount} jeden Monat, bis Sie es beenden`,
  hasReceipt: 'Bekommen Sie vom Empfänger.',
  refundFrom: (who) =>
    who
      ? `Wenden Sie sich an ${who}, auch für eine Rückzahlung.`
      : 'Wenden Sie sich an die, die diese Sammlung führen, auch für eine Rückzahlung.',
  transferNow: 'Überweisen Sie das bei Ihrer Bank. Hier ist nichts weiter zu tun.',
  referenceMatters: 'Bitte nehmen Sie genau diesen Verwendungszweck. An ihm wird Ihre Spende erkannt.',
  unfit: 'So geht es nicht: Sehen Sie bitte noch einmal nach dem Betrag. Es wurde nichts abgebucht.',
  used: 'Hier wurde schon eine Spende begonnen, die sich nicht wieder aufnehmen lässt; jetzt wurde nichts abgebucht. Vielleicht ist sie längst angekommen. Um noch einmal zu geben, versuchen Sie es erneut.',
  busy: 'Aus Ihrem Netz kamen zu viele Versuche. Bitte warten Sie ein wenig oder nehmen Sie einen anderen Weg. Es wurde nichts abgebucht.',
  paid: (amount) => `Ihre Spende von ${amount} ist angekommen.`,
  paidUnknown: 'Ihre Spende ist angekommen.',
  paidMonthly: 'Von jetzt an kommt sie jeden Monat, bis Sie es beenden.',
  onItsWay: 'Ihre Spende ist unterwegs',
  failed: 'Die Zahlung ist nicht zustande gekommen, Ihre Spende zählt nicht mit.',
  cancelled: 'Sie haben vor dem Bezahlen abgebrochen.',
  unknown:
    'Ob Ihre Zahlung angekommen ist, lässt sich hier nicht sehen. In den Zahlen steht sie, sobald sie bestätigt ist.',
  askFailed:
    'Ob Ihre Zahlung angekommen ist, lässt sich gerade nicht erfragen. Wenn Sie bezahlt haben, geht nichts verloren: Bitte bezahlen Sie nicht noch einmal.',
  notFound:
    'Diese Spende ist hier nicht bekannt. Wenn Sie bezahlt haben, fragen Sie bitte nach, bevor Sie noch einmal bezahlen.',
};
