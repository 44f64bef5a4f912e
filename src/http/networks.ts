import { BlockList, isIPv6 } from 'node:net';

/** Whether an IP address is one of these. @param listed addresses and networks in CIDR notation */
export function createNetworks(listed: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const network of listed) {
    const [address = '', bits] = network.split('/');
    if (bits === undefined) list.addAddress(address, familyOf(address));
    else list.addSubnet(address, Number(bits), familyOf(address));
  }
  return (address) => list.check(address, familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}
