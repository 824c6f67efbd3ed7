/* Logo - two hands on one baton, said in two strokes. */

export function Logo({ size = 28 }: { size?: number }) {
    return (
        <svg class="logo" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
            <rect width="32" height="32" rx="9" class="logo-ground" />
            <path d="M9 22V10h7a4.5 4.5 0 0 1 0 9h-3l6 4" fill="none" stroke="#fff"
                stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round" />
        </svg>
    );
}
