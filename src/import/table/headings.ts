/*
 * What banks and providers call their columns, in their languages. A heading is known as a whole or not at all. The lists were
 * gathered from the headings that importers' configurations and fixtures in public repositories have (bank2ynab, Firefly III,
 * beancount, GnuCash, hledger), and from providers' documentation.
 */
import { isCurrency } from '../../core/currencies.ts';
import { plainLetters } from '../letters.ts';

/** What a column holds. */
export type Role =
  | 'date' // of booking
  | 'valued' // from which interest counts, or begun: taken where there is no other
  | 'amount' // with its sign, or with the sign in a column of its own
  | 'credit'
  | 'debit'
  | 'gross'
  | 'fee'
  | 'net'
  | 'refunded'
  | 'sign'
  | 'state'
  | 'currency'
  | 'balance'
  | 'balance-impact'
  | 'name' // who is at the other end
  | 'payer'
  | 'payee'
  | 'first-name'
  | 'last-name'
  | 'own' // the account's owner, unless no other column has a name
  | 'message'
  | 'text' // the message, unless another column has it
  | 'type' // the bank's word for the kind of booking
  | 'id'
  | 'reference'
  | 'label'
  | 'copies'
  | 'public' // whether the name may be shown
  | 'kind' // a flow of our own books
  | 'reason'
  | 'mode'
  | 'other'; // known, and not needed

const words: Readonly<Partial<Record<Role, string>>> = {
  date: `
    data di registrazione|operation date|date received|received date|date donated|donated on|donated date|gift date|date of gift|date given|contribution date|auftragsdatum|
    processed on|date processed|trans date|transactiondate|transaction date utc|data operacji ksiegowej|bezahlt am|data da operacao|datum operacije|datum|date|at|dato|data|fecha|dag|tag|day|buchung|buchungstag|buchungsdatum|buchungsdat|datum der buchung|gebucht am|booked at|booking date|
    booked on|booked|posted date|posting date|post date|date posted|posted on|transaction date|date de comptabilisation|date comptable|
    date operation|date d operation|date de l operation|dateop|date op|date transaction|date de transaction|date ecriture|
    boekdatum|boekingsdatum|transactiedatum|uitvoeringsdatum|datum uitvoering|datum transactie|verwerkingsdatum|
    data operazione|data contabile|data registrazione|data movimento|data contabilizzazione|fecha operacion|fecha de operacion|
    fecha contable|f operacion|f contable|data operacji|data ksiegowania|data transakcji|datum zauctovani|datum provedeni|datum uctovani|
    datum zaksiegowania|datum pohybu|datum transakcie|datum knjizenja|bokforingsdag|bokforingsdatum|transaktionsdatum|transaktionsdag|bogforingsdato|bogfort|
    bokfort|bokfort dato|bokforingsdato|kirjauspaiva|konyveles datuma|konyvelesi datum|tranzakcio datuma|datum i vrijeme|data lancamento|
    data mov|data do movimento|data movimentacao|data da transacao|gutschriftsdatum|zahlungsdatum|payment date|donation date|spendendatum|datum der spende|
    date of donation|datetime utc|date time|datetime|date utc|created utc|created date utc|created|created at|erstellt am|am|transaktionstag|
    abschlussdatum|completed date|date completed utc|date completed|finished on|belegdatum|buchungszeit|datum zeit|avisierungsdatum|
    posted transactions date|settlement date|settlement date utc|donated at|dateop|transaktionsdatum|datum pohybu|zeitpunkt|einzahlungsdatum|payin date|received on|eingang|eingangsdatum|transaktionsdatum utc|maksepaev|kuupaev|datums|tarih|islem tarihi`,
  valued: `
    data dell operazione|data di valuta|created date|date created|
    data efektywna|clearing date|value dat|value dt|rentedato|maksupaiva|authorised on|authorized on|purchase date|belegtag|faelligkeitsdatum|faellig am|valuedate|valuta|valutadatum|valutatag|valutastellung|wertstellung|wertstellungsdatum|wertstellung valuta|wert|wertdatum|value date|date valeur|date de valeur|valeur|dateval|date val|
    valuta date|valuta datum|rentedatum|data valuta|fecha valor|f valor|data waluty|data valor|datum valuty|valutadato|rentedato|valutadag|arvopaiva|
    ertek nap|erteknap|interest date|started date|date started utc|date started|created on|startdatum|datum des beginns|available on utc|available on|
    transferred on|umsatztag|kaufdatum|effective date|entry date|reference date|rente datum|tegnapi datum|execution date|zahlungsdatum valuta|valor`,
  amount: `
    gift amount|donated amount|contribution amount|contribution|donation total|summa|maara euroa|valor|montante|importancia|betrag der buchung|amt|betrag|amount|summe|umsatz|wert in|sum|total|betrag detail|betrag brutto|bedrag|montant|importe|importo|kwota|kwota operacji|kwota transakcji|kwota w walucie rachunku|castka|objem|
    suma|belopp|belob|belop|maara|osszeg|valor r|valor da transacao|quantia|quantita|iznos|importe eur|montant de l operation|montant operation|bedrag in|betrag in|
    transaktionsbetrag|transaction amount|transaction value|credit debit amount|debit credit amount|buchungsbetrag|spendenbetrag|donation amount|spende|value|umsatz in|zahlungsbetrag|payment amount|
    total amount incl vat|amount total|castka v mene uctu|received|eingezahlt|gespendet|umsatzbetrag|betrag zahlung|amount in account currency|tutar|islem tutari|transaktionsbelopp|ammontare|suma obrotu|bedrag eur`,
  credit: `
    lodgements|lodgement|deposit amt|deposit amount|inn pa konto|giris|alacak|credit amt|payment in|entrata|haben|gutschrift|gutschriften|credit|credits|credit amount|amount credit|money in|paid in|paid in amount|deposit|deposits|inflow|in|einzahlung|einzahlungen|eingang betrag|eingange|einnahmen|einnahme|zufluss|
    avere|entrate|accrediti|accredito|dare avere entrate|credito|creditos|abono|abonos|haber|ingresos|ingreso|uznania|wplywy|uznanie|kredit|
    montant credit|credit eur|creditmontant|bij|bijschrijving|ontvangsten|inn|inn pa konto|ind|insattning|insattningar|inbetalning|tilgodehavende|pano|jovairas|bevetel|
    creditado|entradas|credit betrag|gutschrift in|belastung gutschrift credit|receipts|haben betrag|credit in`,
  debit: `
    ausgang|withdrawal amt|withdrawal amount|ut av konto|cikis|borc|debit amt|payment out|uscita|soll|belastung|belastungen|lastschrift|lastschriften|lastschrift in|belastung in|debit|debits|debit amount|amount debit|money out|paid out|paid out amount|withdrawal|withdrawals|outflow|out|auszahlung|auszahlungen|
    ausgange|ausgaben|ausgabe|abfluss|dare|uscite|addebiti|addebito|debito|debitos|cargo|cargos|debe|gastos|gasto|obciazenia|obciazenie|wydatki|debet|
    montant debit|debit eur|debetmontant|af|afschrijving|uitgaven|ut|ut fra konto|ud|uttag|utbetalning|otto|terheles|kiadas|saidas|payments|soll betrag|debit in`,
  gross: 'total amount|brutto|bruttobetrag|gross|gross amount|brut|lordo|bruto',
  fee: `
    gebuhr|gebuhren|entgelt|entgelte|fee|fees|total fees|processing fee|paypal fee|stripe fee|transaction fee|transaktionsgebuhr|plattformgebuhr|frais|commission|
    amount fee|poplatek|poplatek v mene uctu|commissioni|comision|kosten|prowizja|avgift|bankgebuhr`,
  net: 'betrag netto|netto|nettobetrag|net|net amount|net total|neto',
  refunded: 'erstattete betrage|amount refunded|refunded amount|erstattet|erstatteter betrag',
  sign: `
    soll haben|soll haben kennung|soll haben kennzeichen|s h|sh|h s|haben soll|soll/haben|vorzeichen|debit credit|credit debit|debit or credit|credit or debit|creditdebet|credit debet|debetcredit|debet credit|
    smer uhrady|smer platby|dc|d c|cd|c d|dr cr|cr dr|d k|dk|k d|deebet kreedit|deebet kreedit d c|af bij|bij af|debito credito|sens|segno|signo|znamenko|direction|richtung|kennzeichen|debits credits|debit kredit|debit kredit d k|soll haben s h|plus minus|
    dare avere|debe haber|money in out|in out|ein aus|eingang ausgang|cdtdbtind|credit debit indicator|type debit credit|debit credit mark|d/k`,
  state: `
    is reversed|is reverse|is refunded|is cancelled|is canceled|is disputed|is failed|is void|void|voided|paid|is paid|bezahlt|vorgemerkt|storniert|status|state|stand|info|buchungsstatus|transaktionsstatus|transaction status|payment status|zahlungsstatus|zustand|etat|statut|stato|estado|stav|allapot|tila|durum|booking status|cleared|captured|cancellation|storno|is pending|pending|
    reason for non execution|reden van weigering|betalingsstatus|posteringsstatus`,
  currency: `
    kontowahrung|div|moneta|monnaie|valuutta|devies|currency code alpha|buchungswahrung|valiuta|mutationcode|wahrung|whrg|whg|wah|wkz|devise|currency|currency code|ccy|munt|valutacode|muntsoort|moneda|divisa|waluta|waluta operacji|waluta rachunku|mena|valuuta|penznem|deviza|para birimi|wahrungscode|betragswahrung|umsatzwahrung|
    posted currency|mena uctu|wahrung des umsatzes|transaction currency|account currency|valuta rekening|wahrung betrag|valutakod`,
  balance: `
    neuer kontostand|closing balance|bokfort saldo i|saldo etter bevegelse|bakiye|saldo progressivo|saldo progr|endsaldo|likutis|atlikums|saldo|kontostand|saldo nach buchung|saldo danach|balance|running balance|account balance|available balance|balance after|balance amount|solde|saldo disponible|saldo contabile|saldo po operacji|saldo po transakcji|zustatek|zostatok|saldo na trn|saldo na mutatie|
    running bal|accountbalance|account balance after|bokfort saldo|beholdning|egyenleg|stan konta|guthaben|neuer saldo|aktueller saldo|saldo eur|resterende saldo|saldo contable|soldo|saldo in|balance in|kontosaldo|ending balance|saldo final|bakiye|konyvelt egyenleg`,
  'balance-impact': 'auswirkung auf guthaben|balance impact|impact sur le solde',
  name: `
    backer name|backer|contributor name|contributor|patron name|sponsor name|sponsor|modpart|donorname|fullname|nimi|naam tegenpartij bevat|gavejas|moketojas gavejas|partneris|auftraggeber empfanger|empfanger auftraggeber|auftraggeber begunstigter|begunstigter auftraggeber|begunstigter zahlungspflichtiger|zahlungspflichtiger begunstigter|auftraggeber zahlungsempfanger|sender empfanger|empfanger sender|
    empfanger zahlungspflichtiger|zahlungsempfanger zahlungspflichtiger|name zahlungsbeteiligter|zahlungsbeteiligter|partnername|partner name|partner|partnerbezeichnung|gegenpartei|gegenkonto name|name gegenkonto|name des partners|name gegenpartei|auftraggebername empfangername|
    empfanger auftraggeber name|name auftraggeber empfanger|beteiligter|geschaftspartner|counterparty|counterparty name|counter party|counteraccount name|name of counterparty|payee payer|payer payee|payee or payer|payer or payee|beneficiary originator|
    beneficiary or payer|beneficiary payer|naam tegenpartij|naam tegenrekening|tegenrekeninghouder|tegenpartij|naam van de tegenpartij|tegenpartij naam|naam tegenrekeninghouder|naam omschrijving|name description|nom de la contrepartie|nom contrepartie|contrepartie|tiers|nadawca odbiorca|
    nazwa kontrahenta|kontrahent|nadawca odbiorca nazwa|nazwa protistrany|nazev protiuctu|nazov protistrany|nazev protistrany|nazov partnera|partner neve|ellenoldal neve|motpart|saaja maksja|saaja maksja nimi|saaja maksaja|saanut maksanut|mottaker avsender|avsandare mottagare|
    afsender modtager|spender|spenderin|spender in|spendername|name des spenders|geber|donor|donor name|name of donor|donor s name|supporter|supporter name|giver|name des einzahlers|einzahler|nominativo|controparte|ordinante beneficiario|beneficiario ordinante|
    gegenkonto inhaber|verbrauchername|name of sender receiver|kunde|customer name|card holder name|vollstandiger name|full name|empfanger 1|empfaenger 1`,
  payer: `
    maksaja|auftraggeber|zahlungspflichtige r|zahlungspflichtiger|zahler|auftraggebername|name auftraggeber|payer|payer name|sender|sender name|from|from name|absender|absendername|von|originator|remitter|ordinante|ordenante|donneur d ordre|emetteur|nadawca|nazwa nadawcy|avsandare|avsender|maksaja|
    source name|debtor|debitor|debtor name|name of payer|afsender|opdrachtgever|einzahler name`,
  payee: `
    maksunsaaja|saajan nimi|saaja|empfanger|zahlungsempfanger|zahlungsempfanger in|begunstigter|empfangername|name empfanger|payee|payee name|recipient|recipient name|beneficiary|beneficiary name|to|an|beneficiario|beneficiaire|odbiorca|nazwa odbiorcy|mottagare|mottaker|saaja|target name|creditor|creditor name|
    prijemca|prijemce|name of payee|modtager|begunstigde`,
  own: `
    kontoinhaber|name|naam|nom|nome|nombre|nazwa|namn|navn`,
  'first-name': 'vorname|first name|donor s first name|firstname|prenom|voornaam',
  'last-name': 'nachname|last name|donor s last name|lastname|surname|familienname|achternaam',
  message: `
    kundendaten zahlungsreferenz|purpose text|
    detail de l ecriture|viesti saajalle|buchungsinformation|umsatztext|information for beneficiary|message for beneficiary|message for recipient|payment message|paaiskinimai|maksajuma merkis|paskirtis|ucel|verwendungszweck|verwendungszweck kundenreferenz|vorgang verwendungszweck|zahlungsgrund|zahlungszweck|zahlungsreferenz|zweck|mitteilung|mitteilungen|nachricht|kommentar|gruss|grusswort|notiz spender|reference|payment reference|payment details|remittance information|remittance info|
    unstructured remittance|message|comment|comments|note|memo|subject|particulars|mededeling|mededelingen|vrije mededeling|communication|communications|libre communication|concepto|concept|motivo|tytul|tytulem|tytul operacji|
    szczegoly transakcji|zprava pro prijemce|sprava pre prijimatela|message for payee|kozlemeny|meddelande|melding|viesti|selgitus|besked|rubrik|opmerking|ucel platby|zprava|popis pro mne|supporter message|donor comment|donor message|support note|nachricht des spenders|remittance`,
  text: `
    transactions|booking text|testo di contabilizzazione|texte de notification|
    nazwa transakcji i opis|narration|transaction remarks|remarks|aciklama|otsikko|descrizione movimento|transaktionsbeschreibung|movimento|bank description|buchungstext|text|beschreibung|buchungsdetails|buchungs details|buchungsinformationen|description|transaction description|details|detail|transaction details|particulars of transaction|avisierungstext|avisierung|narrative|libelle|libelle operation|libelle de l operation|libelle complet|libelle simplifie|
    nature de l operation|omschrijving|descripcion|descrizione|descrizione operazione|descrizione completa|descricao|historico|opis|opis operacji|opis transakcji|popis|popis operacie|tekst|tekst forklaring|forklaring|beskrivelse|beskrivning|transaktion|kuvaus|selite|leiras|tranzakcio leirasa|buchung text|
    zahlungsdetails|aciklama|opis prometa|item title|artikelbezeichnung|was|bezeichnung|merchant|merchant name`,
  type: `
    gift type|donation type|art der spende|spendenart|auftragsart|tipo di ordine|type d ordre|order type|
    selitys|causale abi|transactie|laji koodi|causale|typ uhrady|method|umsatzart|umsatztyp|buchungsart|transaktionstyp|transaktionsart|vorgang|typ|art|art der buchung|type|transaction type|transactiontype|type of transaction|payment type|zahlungsart|buchungsschlussel|geschaftsvorfall|bewegungstyp|mutatiesoort|mutatie soort|type verrichting|type mouvement|
    type d operation|tipo|tipo operazione|tipo movimento|tipo de movimiento|typ operacji|typ transakcji|typ pohybu|typ platby|transaktionstype|transaktionstyp|kategorie typ|betaalwijze|type betaling|laji|tapahtumalaji|reporting category|code|gvcode|gv code|transaction code|selgitus liik|
    beschreibung typ|bank transaction code|tranzakcio tipusa|zahlungsmethode|payment method|payment method type|zahlungsmittel|zahlungsweise`,
  id: `
    n di transazione|n de transaction|transaction id|transactionid|transaktions id|transaktionsid|transaktionscode|transaktionsnummer|transaktions nr|transaction no|transaction number|transaction reference number|transaction reference|transaktionsreferenz|id|id transaction|transferwise id|buchungsreferenz|bankreferenz|zkb referenz|umsatz id|
    belegnummer|reference number|referenznummer der bank|numer referencyjny|identyfikator|id transakce|id pohybu|id transakcie|identifikace transakce|identifikacia transakcie|entry reference|ntryref|bank reference|balance transaction id|transactiereferentie|transaktionsreferens|verifikationsnummer|arkistointitunnus|
    archivierungskennung|arkivreferens|volgnr|volgnummer|charge id|payment id|payment intent id|stripe payment intent id|donation id|spenden id|zahlungs id|fitid|nr transakcji`,
  reference: `
    viitenumero|saajan viite|kundenreferenz|kundenreferenz end to end|end to end referenz|end to end identifikation|end to end id|endtoend id|end to end|ende zu ende referenz|ende zu ende id|endtoendid|kundenreferenz eref|referenznummer|referenz|creditor reference|zahlungsreferenz rf|betalingskenmerk|gestructureerde mededeling|
    communication structuree|structured reference|variable symbol|variable symbol 1|variabilni symbol|variabilny symbol|viitenumber|viite|ocr|kid|referens|referencia|eref`,
  label: 'zweck der ausgabe|wofur|label|purpose|what for',
  copies: 'exemplare|stuckzahl|stuck|anzahl|menge|copies|quantity|qty|units',
  public: 'offentlich|public|nennen|darf genannt werden|may be named|name zeigen|show name',
  kind: 'flow',
  mode: 'env|environment|umgebung|mode|livemode|live mode|testmodus',
  other: `
    contact id|downloaddatum|kontowortlaut|valutasaldo|disposaldo|order id|order number|backer number|shipping cost|month|monat|year|jahr|quartal|quarter|betrag einzelzahlung|sous montant|importo singolo|individual amount|internal note|record data|record number|
    chq ref no|s no|house name or number|house no name|postcode|aggregated donations|sponsored event|title|anrede|donoremail|donorphone|memberemail|memberphone|fundname|campaignname|member name|saajan tilinumero|saajan tilinumero ja pankin bic|saajan bic tunnus|saajan bic|tilinumero|rekeninguittrekselnummer|transactienummer|rekening tegenpartij|straat en nummer|postcode en plaats|landcode|ragione sociale|rapporto|banca|categoria sottocategoria|hashtag|currency name|tegenpartij rekening|startsaldo|umsatz getatigt von|gebuhrenschlussel|landerkennzeichen|abrechnungskennzeichen|umsatzzeit|transaktionsbeschreibung zusatz|automat|sammlerauflosung|anzahl belege|gepruft|accountnumber|saskaitos nr|iraso nr|kodas|imokos kodas|dok nr|kliento kodas moketojo is|auftragsnummer|kontoalias|payer s reference|preffix|prefix|bank code|auftraggeber zahlungsempfanger eigen|kontoname|kontobezeichnung|rubrieknaam|account name|account holder|bezeichnung auftragskonto|name kontoinhaber|account owner|naam rekening|posted account|accountnum|accountlabel|
    donating company|local currency amount|local amount incl vat|betrag in landeswahrung|tip amount|tip|donated|payout|abrechnungswahrung|abrechnungsbetrag|abrechnungsreferenz|verbraucherbankkonto|verbraucher bic|supplierfound|categoryparent|skupina plateb|cislo uctu protistrany|protiucet|banka|funding source|auftragskonto|konto|kontonummer|kontonr|konto nr|kto nr|iban|iban auftragskonto|bic auftragskonto|bankname auftragskonto|bic|blz|bankleitzahl|bic swift|bic swift code|swift|bic blz|kontonummer iban|iban kontonummer|iban konto nr|iban konto nummer|konto nr iban|iban zahlungsbeteiligter|
    bic swift code zahlungsbeteiligter|bic zahlungsbeteiligter|iban des auftraggebers|partner iban|partner kontonummer|partner account number|account number|account no|account|sort code|account code|iban bban|rekening|rekeningnummer|rekening nummer|rekeningnr|tegenrekening|tegenrekening iban bban|
    tegenrekeningnummer|rekeningnummer tegenpartij|bic tegenpartij|adres tegenpartij|counterparty account|counterparty iban|counter account|payee account number|beneficiary account number|compte|numero de compte|numero compte|compte contrepartie|numero rachunku|numer konta|numer rachunku nadawcy|numer rachunku odbiorcy|
    rachunek zrodlowy|rachunek docelowy|cislo protiuctu|kod banky|bank|bankname|name der bank|bankkonto|bank account|bank account details|empfanger iban|auftraggeber iban|empfangerkonto|auftraggeberkonto|empfanger blz|auftraggeber blz|iban auftraggeberkonto|bankleitzahl auftraggeberkonto|iban kontoinhaber auftraggeberkonto|
    empfanger auftraggeber iban|empfanger auftraggeber bic|iban empfanger|name des kontos|konto iban|
    glaubiger id|glaubigerid|glaeubiger id|glaubiger identifikation|mandatsreferenz|mandatsdatum|mandat|mandate reference|mandate id|creditor id|creditor identifier|machtigingskenmerk|machtigingsnummer|incassant id|sammlerreferenz|lastschrift ursprungsbetrag|auslagenersatz rucklastschrift|fremde gebuhren|abweichender empfanger|
    abweichender auftraggeber|anzahl der auftrage|anzahl der schecks|number of orders|number of cheques|originators fees|
    kategorie|kategorien|unterkategorie|hauptkategorie|category|subcategory|sub category|merchant category|merchant category code|mcc|registered category|categorie|categorieen|kategoria|kategorija|rubrik kategori|categoria|souscategorie|tag|tags|stichworter|schlagworter|labels|notiz|notizen|interne notiz|bemerkung|bemerkungen|anmerkung|anmerkungen|note intern|notes|
    notes and tags|kommentar intern|gekennzeichneter umsatz|umsatz geteilt|afstemt|flag|valuation|avstamd|client note|message for me|poznamka|
    produkt|product|produktname|productnaam|space|spaces|wise|account type|typ konta|pocket|
    exchange rate|wechselkurs|umrechnungskurs|kurs|koers|exchange from|exchange to|rate|kurz|arfolyam|arfolyama|umrechnungsentgelt|conversion rate|fx rate|
    betrag fremdwahrung|fremdwahrung|betrag in fremdwahrung|amount foreign currency|type foreign currency|foreign currency|foreign amount|amount in foreign currency|original amount|original currency|originalbetrag|originalwahrung|originalwährung|oorspr bedrag|oorspr munt|ursprungsbetrag|ursprungswahrung|orig amount|orig currency|einzelbetrag|
    betrag ursprung|payment currency|fee currency|local amount|local currency|converted amount|converted amount refunded|converted currency|customer facing amount|customer facing currency|source amount after fees|target amount after fees|
    uhrzeit|time|time zone|timezone|zeitzone|zeit|abschlusszeit|transaction time|heure|hora|
    from email address|to email address|absender e mail adresse|empfanger e mail adresse|email|e mail|email address|e mail adresse|buyer email|donor email|customer email|customer id|customer description|customer|kundennummer|telefon|phone|
    lieferadresse|adress status|shipping address|address status|address|adresse|adres|adres nadawcy odbiorcy|strasse|street|plz|postal code|zip|city|ort|stadt|land|country|country code|landervorwahl|state province|state province region county territory prefecture republic|town city|contact phone number|telefonnummer|adresszeile 1|adresszeile 2 zusatz|ort stadt|bundesland|
    address line 1|address line 2 district neighborhood|zip postal code|
    artikelnummer|item id|item|versand und bearbeitungsgebuhr|shipping and handling amount|shipping and handling|versicherungsbetrag|insurance amount|umsatzsteuer|sales tax|salestax|tax|steuer|option 1 name|option 1 wert|option 1 value|option 2 name|option 2 wert|option 2 value|rechnungsnummer|invoice number|invoice id|zollnummer|
    custom number|empfangsnummer|receipt id|zugehoriger transaktionscode|reference txn id|reference id|betreff intern|hinweis intern|given|
    card number|card last four digits|card holder full name|kartennummer|karte|card id|card brand|card fingerprint|card name|card label|card state|card|creditcard nummer|kreditkarte|attachment|anhang|payer email|destination platform fee|transfer|transfer date utc|transfer group|source|source id|seller message|
    statement descriptor|refunded date utc|disputed amount|dispute date utc|dispute reason|dispute status|dispute evidence due utc|application fee|application id|fee refunded|tax on fee|taxes on fee|created by|payment metadata|is link|link|description metadata|payment source type|
    available on|batch|created by name|bezeichnung konto|batch id|bic bank|naam uiteindelijke partij|naam initierende partij|reden retour|code intern|bankreferenz intern|auszugsnummer|afschriftnummer|uittreksel|kontoauszug|nr|lfd nr|no|item no|position|pos|row|zeile|#|constant symbol|konstantni symbol|konstantny symbol|specific symbol|
    specificky symbol|specificky symbol 1|specificki symbol|client reference|fussnoten|gruppe|group|zweck intern|valuta intern|belegdaten|serial|branch|filiale|cheque|check number|check or slip|check|cheque number|scheck nr|registered|incl vat|mwst|
    empfaenger 2|empfanger 2|auftraggeber referenz|name des auftraggebers intern|primanota|primanoten nr|textschlussel|prima nota|kundenreferenz intern|bankcode|ultimate debtor|ultimate creditor|
    campaign|kampagne|campaign name|projekt|project|form|designation|recurring|interval|rhythmus|anonymous|anonym|newsletter|quittung|spendenquittung|receipt|reverses`,
};

/** A heading as it is compared: small letters without marks and signs, umlauts in either way of writing, without the currency it names. */
export interface Heading {
  readonly plain: string;
  /** The currency it names: `Betrag (€)`, `Amount (EUR)`, `Gutschrift in CHF`. */
  readonly currency?: string;
  readonly isUtc: boolean;
  /** What stands before and behind a stroke, where it has one. */
  readonly parts?: readonly string[];
}

const signs: Readonly<Record<string, string>> = {
  '€': 'EUR',
  $: 'USD',
  '£': 'GBP',
  '₹': 'INR',
  euro: 'EUR',
  euros: 'EUR',
  euroa: 'EUR',
  zł: 'PLN',
  kč: 'CZK',
  r$: 'BRL',
};

/** A text as headings are compared. */
export const letters = (text: string): string =>
  plainLetters(text)
    .replace(/(?<=[a-z])ae|ae(?=[a-z])/g, 'a')
    .replace(/oe/g, 'o')
    .replace(/ue/g, 'u')
    .replace(/[^\p{L}\p{N}#]+/gu, ' ')
    .trim();

export function headingOf(text: string): Heading {
  const bare = text
    .normalize('NFC')
    .replace(/^[\s\ufeff*:]+|[\s*:]+$/g, '')
    .replace(/^#(?=\p{L})/u, '');
  if (/^(?:\+\s?\/\s?-|±|-\s?\/\s?\+)$/.test(bare)) return { plain: 'plus minus', isUtc: false };
  const isUtc = /\bUTC\b/i.test(bare);
  const named = /^(.*?)[\s([/-]*(?:(?:in|i|en|w|v)\s+)?([A-Z]{3}|\p{Sc}|[Ee]uroa?s?|EUROA?S?|zł|Kč|R\$)[\s)\]]*$/u.exec(
    bare,
  );
  const code = named?.[2] && (signs[named[2].toLowerCase()] ?? named[2]);
  if (named?.[1] && code && isCurrency(code)) {
    const plain = letters(named[1]).replace(/ (?:in|i|en|w|v)$/, '');
    return { plain, currency: code, isUtc };
  }
  const parts = bare.split('/').map(letters);
  const plain = letters(bare);
  // `createdAt`, `donorName`: words that only a capital letter parts.
  const spaced = letters(bare.replace(/(?<=[a-z])(?=[A-Z])/g, ' '));
  return { plain: known.has(plain) ? plain : spaced, isUtc, ...(parts.length > 1 && { parts }) };
}

const known: ReadonlyMap<string, Role> = new Map(
  (Object.entries(words) as [Role, string][]).flatMap(([role, list]) =>
    list.split('|').map((word): [string, Role] => [letters(word), role]),
  ),
);

/** Purposes in several columns: `Verwendungszweck 2`, `Vwz.0`, `Omschrijving-1`. */
const numbered =
  /^(?:verwendungszweck(?:zeile)?|vwz|omschrijving|beschreibung|description|libelle|buchungstext|text) ?(?:zeile )?\d{1,2}$/;

/** `Importo entrate`, `Betrag Haben`, `Gutschriftsbetrag`: a word for an amount beside one for its side. */
function sided(plain: string): Role | undefined {
  const pair = plain
    .replace(/s?betrag$/, ' betrag')
    .trim()
    .split(' ');
  if (pair.length !== 2) return undefined;
  const roles = pair.map((word) => known.get(word));
  return roles.includes('amount') ? roles.find((role) => role === 'credit' || role === 'debit') : undefined;
}

/** `Contribution Status`, `Donation state`: how a payment stands, whatever it is called. */
const standing =
  /^(?:contribution|donation|gift|charge|order|payout|transfer|spenden|zahlungs|buchungs) ?(?:status|state)$/;

/** `Original Auftragsbetrag`, `Orig. currency`: an amount before it was changed into the account's currency. */
const original =
  /^(?:original|orig|ursprungliche[rs]?|oorspronkelijke?|foreign) (?=.*(?:betrag|amount|sum|wahrung|currency|bedrag|munt)$)/;

const parties: ReadonlySet<Role | undefined> = new Set<Role>(['name', 'payer', 'payee']);
const saids: ReadonlySet<Role | undefined> = new Set<Role>(['message', 'text', 'reference', 'type']);

/** What a column of that heading holds; undefined for a heading that isn't known. */
export function roleOf({ parts, plain }: Heading): Role | undefined {
  const found = known.get(plain) ?? (numbered.test(plain) ? 'message' : undefined);
  if (found) return found;
  if (standing.test(plain)) return 'state';
  if (original.test(plain)) return 'other';
  if (!parts) return sided(plain);
  // `Empfängername/Auftraggeber`, `IBAN/Kontonummer`: two known words for one thing.
  const roles = new Set(parts.map((part) => known.get(part)));
  const [role] = roles;
  if (roles.size === 1) return role;
  if ([...roles].every((one) => parties.has(one))) return 'name';
  // `Mitteilung / Referenz`, `Vorgang/Verwendungszweck`: what was said, of whatever kind.
  return roles.has('message') && [...roles].every((one) => saids.has(one)) ? 'message' : undefined;
}
