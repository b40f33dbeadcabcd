/** "America/Argentina/Buenos_Aires" is "Buenos Aires" to a reader. */
export function zoneCity(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

export interface ZoneGroup {
  region: string;
  zones: string[];
}

/** Zones by continent, by city within; the chosen one and UTC are always among them. */
export function groupedZones(zones: readonly string[], chosen: string): ZoneGroup[] {
  const regions = new Map<string, string[]>();
  for (const zone of new Set(['UTC', ...zones, chosen])) {
    const region = zone.includes('/') ? (zone.split('/')[0] ?? zone) : 'World';
    regions.set(region, [...(regions.get(region) ?? []), zone]);
  }
  const byCity = (a: string, b: string) => (zoneCity(a) < zoneCity(b) ? -1 : 1);
  return [...regions.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([region, members]) => ({ region, zones: members.sort(byCity) }));
}
