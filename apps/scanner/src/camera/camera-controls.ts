/** What TypeScript's DOM does not know yet. Source: W3C image-capture. */
interface LightAndZoomCapabilities extends MediaTrackCapabilities {
  torch?: boolean;
  zoom?: { min: number; max: number; step: number };
}

interface LightAndZoomSettings extends MediaTrackSettings {
  zoom?: number;
}

interface LightAndZoomConstraints extends MediaTrackConstraintSet {
  torch?: boolean;
  zoom?: number;
}

/** What this camera can do besides showing a picture. */
export interface CameraAbilities {
  hasTorch: boolean;
  zoom: { min: number; max: number; step: number; value: number } | null;
  /** The picture is of the person in front of the screen, and is shown as in a mirror. */
  facesUser: boolean;
}

export function abilitiesOf(track: MediaStreamTrack): CameraAbilities {
  // Firefox had no capabilities for long.
  const capabilities: LightAndZoomCapabilities = "getCapabilities" in track ? track.getCapabilities() : {};
  const settings: LightAndZoomSettings = track.getSettings();
  const { zoom } = capabilities;
  return {
    hasTorch: capabilities.torch === true,
    zoom:
      zoom && zoom.max > zoom.min
        ? { min: zoom.min, max: zoom.max, step: zoom.step || 0.1, value: settings.zoom ?? zoom.min }
        : null,
    facesUser: settings.facingMode === "user",
  };
}

export function setTorch(track: MediaStreamTrack, isOn: boolean): Promise<void> {
  const light: LightAndZoomConstraints = { torch: isOn };
  return track.applyConstraints({ advanced: [light] });
}

export function setZoom(track: MediaStreamTrack, value: number): Promise<void> {
  const zoom: LightAndZoomConstraints = { zoom: value };
  return track.applyConstraints({ advanced: [zoom] });
}
