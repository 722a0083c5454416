/** Colours of temperatures on the map: a band for each five degrees, see TemperatureBands of the server. */
export const bandCount = 11;

const bandTenths = 50;
const coldestTenths = -150;

export function bandClass(tenths: number | undefined): string {
  return tenths === undefined
    ? "band-none"
    : `band-${Math.min(bandCount - 1, Math.max(0, Math.floor((tenths - coldestTenths) / bandTenths)))}`;
}
