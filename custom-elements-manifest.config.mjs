// The manifest describes the package as it is installed, so its paths name the built files, which mirror src/.
const toDist = (path) => path.replace(/^\/?src\/(.*)\.ts$/, 'dist/$1.js');

/** Walks the finished manifest: `path` of modules, `module` of references. */
function rename(node) {
  if (Array.isArray(node)) node.forEach(rename);
  else if (node && typeof node === 'object') {
    for (const key of ['path', 'module']) if (typeof node[key] === 'string') node[key] = toDist(node[key]);
    Object.values(node).forEach(rename);
  }
}

/** Attributes that an element lists as `const plain = { raised: {}, asOf: { attribute: 'as-of' } }` and spreads into its properties, unseen by the analyzer. */
const plainAttributes = {
  name: 'glassjar:plain-attributes',
  analyzePhase({ ts, node, moduleDoc, context }) {
    if (!ts.isVariableDeclaration(node) || node.name.getText() !== 'plain' || !node.initializer) return;
    const { initializer } = node;
    const literal = ts.isSatisfiesExpression(initializer) ? initializer.expression : initializer;
    if (ts.isObjectLiteralExpression(literal)) {
      context.plain ??= new Map();
      context.plain.set(
        moduleDoc.path,
        literal.properties.map((property) => ({
          fieldName: property.name.text,
          name: property.initializer.properties[0]?.initializer.text ?? property.name.text,
        })),
      );
    }
  },
  moduleLinkPhase({ moduleDoc, context }) {
    const plain = context.plain?.get(moduleDoc.path) ?? [];
    for (const declaration of moduleDoc.declarations?.filter((one) => one.tagName) ?? []) {
      declaration.attributes ??= [];
      for (const { fieldName, name } of plain) {
        if (declaration.attributes.some((attribute) => attribute.name === name)) continue;
        const member = declaration.members?.find((one) => one.name === fieldName);
        const { type, description } = member ?? {};
        declaration.attributes.push({ name, fieldName, type, description });
        if (member) Object.assign(member, { attribute: name });
      }
    }
  },
};

export default {
  globs: ['src/components/*/*.ts'],
  exclude: ['**/*.styles.ts'],
  outdir: 'dist',
  litelement: true,
  plugins: [
    plainAttributes,
    {
      name: 'glassjar:public-only',
      packageLinkPhase({ customElementsManifest }) {
        for (const module of customElementsManifest.modules) {
          for (const declaration of module.declarations ?? []) {
            // The analyzer takes the first argument of any dispatched event for its name.
            declaration.events = declaration.events?.filter((event) => event.name?.startsWith('glassjar-'));
            declaration.members = declaration.members?.filter(
              (member) => !member.privacy && member.name !== 'styles' && member.name !== 'properties',
            );
          }
        }
        rename(customElementsManifest.modules);
      },
    },
  ],
};
