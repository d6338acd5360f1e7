/** esbuild passes style sheets on as text. */
declare module "*.css" {
  const css: string;
  export default css;
}
