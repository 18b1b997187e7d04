// Made from schema.ts by `npm run generate`; a test fails when it is out of date. Do not edit.

/** The wire format as a table: a kind of value, `a|b` for one of several words, `[item]`, or fields (`!`: required). */
export type Shape = string | readonly [Shape] | { readonly [field: string]: Shape };

export const shape: { readonly [field: string]: Shape } = {
  "glassjar!": "version",
  "id": "name",
  "title!": "name",
  "summary": "text",
  "url": "link",
  "language": "language",
  "currency!": "currency",
  "timeZone": "zone",
  "asOf": "date",
  "starts": "date",
  "ends": "date",
  "organiser": {
    "name!": "name",
    "about": "text",
    "url": "link"
  },
  "beneficiary": {
    "name!": "name",
    "about": "text",
    "consent": "text"
  },
  "goal": {
    "amount!": "positive",
    "label": "text"
  },
  "milestones": [
    {
      "amount!": "positive",
      "label": "text"
    }
  ],
  "sources": [
    {
      "id!": "name",
      "label": "text",
      "kind": "gifts|sales",
      "raised": "amount",
      "bound": "exact|at-least|about",
      "supporters": "count",
      "complete": "flag",
      "copies": "count",
      "proceeds": "amount",
      "asOf": "date",
      "proof": "link"
    }
  ],
  "entries": [
    {
      "id": "name",
      "at!": "date",
      "flow!": "gift+|gift-|sale+|sale-|cost+|cost-",
      "reason": "donation|grant|purchase|refund|dispute|dispute-won|void|expense|fee|loss",
      "amount!": "positive",
      "source": "name",
      "label": "text",
      "name": "text",
      "message": "text",
      "reverses": "name",
      "hideAmount": "flag"
    }
  ],
  "book": {
    "title!": "name",
    "author": "text",
    "isbn": "text",
    "cover": "link",
    "price": "amount",
    "proceeds": "amount",
    "pledge": {
      "until": "date",
      "text!": "name"
    },
    "shops": [
      {
        "name!": "name",
        "url!": "link"
      }
    ],
    "ranks": [
      {
        "at!": "date",
        "list!": "name",
        "rank!": "place",
        "bound": "exact|at-least|about"
      }
    ]
  },
  "give": {
    "amounts": [
      "positive"
    ],
    "bank": {
      "holder!": "name",
      "iban!": "iban",
      "bic": "text",
      "reference": "text",
      "fee": "text"
    },
    "links": [
      {
        "label!": "name",
        "url!": "link",
        "fee": "text"
      }
    ],
    "taxReceipt": "flag"
  },
  "share": {
    "url": "link",
    "text": "text",
    "hashtags": [
      "name"
    ],
    "networks": [
      "name"
    ],
    "counts": [
      {
        "network!": "name",
        "count!": "count",
        "bound": "exact|at-least|about",
        "at": "date"
      }
    ]
  },
  "reach": [
    {
      "at!": "date",
      "label!": "name",
      "value!": "count",
      "bound": "exact|at-least|about|theoretical"
    }
  ],
  "updates": [
    {
      "id": "name",
      "at!": "date",
      "title": "text",
      "text": "text",
      "url": "link",
      "kind": "text",
      "edited": "date",
      "pinned": "flag"
    }
  ],
  "press": [
    {
      "at": "date",
      "outlet!": "name",
      "title": "text",
      "url": "link",
      "kind": "text",
      "language": "language"
    }
  ],
  "needs": [
    {
      "text!": "name",
      "done": "flag",
      "wanted": "count",
      "got": "count",
      "url": "link"
    }
  ],
  "embeds": [
    {
      "url!": "link",
      "title": "text",
      "at": "date"
    }
  ],
  "thanks": "text",
  "hideNames": "flag",
  "noMoney": {
    "text!": "name"
  }
};
