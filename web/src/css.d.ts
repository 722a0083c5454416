/** Style of the embedded elements: text in the script, minified when it is built. */
declare module "*.css" {
  const css: string;
  export default css;
}
