import type * as z from 'zod';
import { jsonSchemaOf } from '../core/schema.ts';
import type { Answer, Route } from './route.ts';
import { errorAnswer } from './wire.ts';

/* The API in OpenAPI 3.1, whose schemas are JSON Schema 2020-12: made of the routes themselves, so that none is missing. */

type Json = Readonly<Record<string, unknown>>;

const errorMeanings: Readonly<Record<number, string>> = {
  400: 'Not as expected; the message says where.',
  401: 'Not signed in.',
  403: 'Not allowed from here.',
  404: 'There is none.',
  409: 'It contradicts what there is: another donation under the same key, or a campaign that takes nothing.',
  413: 'Too large.',
  429: 'Too many tries from one network; `Retry-After` says when to come again.',
  500: 'Unexpected; the log says more.',
  502: 'The payment provider can’t be reached, or refuses.',
  503: 'Not now; `Retry-After` says when.',
};

function schemaOf(schema: z.ZodType): Json {
  const { $schema: _dialect, title: _title, ...rest } = jsonSchemaOf(schema) as Json;
  return rest;
}

const content = (type: string, schema: Json): Json => ({ content: { [type]: { schema } } });

function answerOf({ description, headers, schema, type }: Answer): Json {
  return {
    description,
    ...(headers && {
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, about]) => [name, { description: about, schema: { type: 'string' } }]),
      ),
    }),
    ...(type && content(type, schema ? schemaOf(schema) : { type: 'string' })),
  };
}

function parametersOf({ headers, params, query }: Route): Json[] {
  const fields = (schema: z.ZodType | undefined, where: 'path' | 'query'): Json[] => {
    if (!schema) return [];
    const { properties = {}, required = [] } = schemaOf(schema) as {
      properties?: Readonly<Record<string, Json>>;
      required?: readonly string[];
    };
    return Object.entries(properties).map(([name, { description, ...rest }]) => ({
      name,
      in: where,
      required: where === 'path' || required.includes(name),
      ...(description ? { description } : {}),
      schema: rest,
    }));
  };
  return [
    ...fields(params, 'path'),
    ...fields(query, 'query'),
    ...Object.entries(headers ?? {}).map(([name, { about, required = false }]) => ({
      name,
      in: 'header',
      required,
      description: about,
      schema: { type: 'string' },
    })),
  ];
}

function operationOf(route: Route): Json {
  const { answers, body, errors, summary } = route;
  const parameters = parametersOf(route);
  const requestBody = !body
    ? undefined
    : 'raw' in body
      ? { required: true, ...content(body.raw, { type: 'string' }) }
      : { required: true, ...content('application/json', schemaOf(body.schema)) };
  const failures = [...errors, 500].map((status) => [
    status,
    { description: errorMeanings[status], ...content('application/json', { $ref: '#/components/schemas/Error' }) },
  ]);
  return {
    summary,
    ...(parameters.length && { parameters }),
    ...(requestBody && { requestBody }),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, answerOf(answer)])),
      ...(Object.fromEntries(failures) as Json),
    },
  };
}

/** `/campaigns/:id` as OpenAPI writes it. */
export const openApiPath = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

export function openApi(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) (paths[openApiPath(route.path)] ??= {})[route.method] = operationOf(route);
  return {
    openapi: '3.1.1',
    info: {
      title: 'Glassjar server',
      version,
      description:
        'Serves campaigns live, takes donations through a payment provider, and keeps the books. Amounts are decimal strings in the campaign’s currency.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths,
    components: { schemas: { Error: schemaOf(errorAnswer) } },
  };
}
