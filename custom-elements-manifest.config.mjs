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

export default {
  globs: ['src/components/*/*.ts'],
  exclude: ['**/*.styles.ts'],
  outdir: 'dist',
  litelement: true,
  plugins: [
    {
      name: 'glassjar:public-only',
      packageLinkPhase({ customElementsManifest }) {
        for (const module of customElementsManifest.modules) {
          for (const declaration of module.declarations ?? []) {
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
