// Light or dark, by the system's choice, also when that changes while the page is open.
import { computed, signal } from '@preact/signals';
import { dark, light } from '../canvas/palette';

const query = matchMedia('(prefers-color-scheme: dark)');
const isDark = signal(query.matches);
query.addEventListener('change', () => { isDark.value = query.matches; });

export const theme = computed(() => (isDark.value ? dark : light));
