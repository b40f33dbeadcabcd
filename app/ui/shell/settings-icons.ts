import { Activity, Building2, Download, KeyRound, type LucideIcon, Send, ShieldCheck, User, Users } from 'lucide-react';

/** Apart from navigation.ts, so that pages which show no palette do not carry them. */
export const settingsIcons: Record<string, LucideIcon> = {
  '/settings/profile': User,
  '/settings/security': ShieldCheck,
  '/settings/data': Download,
  '/settings/organization': Building2,
  '/settings/people': Users,
  '/settings/activity': Activity,
  '/settings/keys': KeyRound,
  '/settings/deliveries': Send,
};
