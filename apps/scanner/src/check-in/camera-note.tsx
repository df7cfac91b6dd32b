/** A word over the lower edge of the picture. */
export function CameraNote({ children }: { children: string }) {
  return (
    <p
      role="status"
      className="absolute inset-x-4 bottom-6 mx-auto w-fit rounded-full bg-white px-5 py-2.5 text-center text-lg font-bold text-black"
    >
      {children}
    </p>
  );
}
