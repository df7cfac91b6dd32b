import { expect, test } from "vitest";
import { nameCameras } from "./open-camera.ts";

test("cameras of the same label can be told apart", () => {
  const webcam = { kind: "videoinput" as const, label: "Webcam" };
  expect(
    nameCameras([
      { ...webcam, deviceId: "a" },
      { ...webcam, deviceId: "b" },
      { kind: "audioinput", deviceId: "c", label: "Microphone" },
    ]),
  ).toEqual([
    { id: "a", name: "Webcam" },
    { id: "b", name: "Webcam (2)" },
  ]);
});

test("cameras that were not allowed yet have no name, and are none", () => {
  expect(nameCameras([{ kind: "videoinput", deviceId: "", label: "" }])).toEqual([]);
});
