export interface CameraChoice {
  id: string;
  /** Unique among the cameras of this device. */
  name: string;
}

const size = { width: { ideal: 1280 }, height: { ideal: 720 } };

/**
 * A picture from the camera of that name or, without a name or such a camera, from the one that looks away from the
 * person who holds the device. Goes by names because browsers change the ids of cameras between visits.
 * @throws what getUserMedia throws; see `cameraProblemOf`
 */
export async function openCamera(name: string | null): Promise<MediaStream> {
  const known = await findCamera(name);
  if (known) return open({ deviceId: { exact: known.id } });
  const stream = await open({ facingMode: { ideal: "environment" } });
  // Names are hidden until a camera was allowed: only now can the right one be told.
  const right = await findCamera(name);
  if (!right || right.id === stream.getVideoTracks()[0]?.getSettings().deviceId) return stream;
  for (const track of stream.getTracks()) track.stop();
  return open({ deviceId: { exact: right.id } });
}

function open(which: MediaTrackConstraints): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({ audio: false, video: { ...size, ...which } });
}

async function findCamera(name: string | null): Promise<CameraChoice | undefined> {
  if (name === null) return undefined;
  return (await listCameras()).find((camera) => camera.name === name);
}

/** The cameras of this device; none of them until one was allowed. */
export async function listCameras(): Promise<CameraChoice[]> {
  return nameCameras(await navigator.mediaDevices.enumerateDevices());
}

/** Two cameras of one make have one label: the second is given a number. */
export function nameCameras(
  devices: readonly Pick<MediaDeviceInfo, "kind" | "deviceId" | "label">[],
): CameraChoice[] {
  const seen = new Map<string, number>();
  return devices
    .filter(({ kind, deviceId, label }) => kind === "videoinput" && deviceId !== "" && label !== "")
    .map(({ deviceId, label }) => {
      const count = (seen.get(label) ?? 0) + 1;
      seen.set(label, count);
      return { id: deviceId, name: count === 1 ? label : `${label} (${count})` };
    });
}
