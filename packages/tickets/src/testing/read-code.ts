import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

/** The texts of the QR codes in a picture (PNG, or an HTML canvas's pixels): read by the library that the scanner uses. */
export async function readCodes(picture: Uint8Array): Promise<string[]> {
  const wasm = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
  const binary = await readFile(wasm);
  await prepareZXingModule({
    overrides: { wasmBinary: new Uint8Array(binary).buffer },
    fireImmediately: true,
  });
  const codes = await readBarcodes(new Uint8Array(picture), { formats: ["QRCode"] });
  return codes.map(({ text }) => text);
}
