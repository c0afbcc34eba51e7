"""Sixty formulas as a first-year algebra and a book of algorithms have them, by what they show."""

from __future__ import annotations

ALGEBRA = (
    r"\forall x, y \in G \colon\ (xy)^{-1} = y^{-1} x^{-1}",
    r"\operatorname{ord}(g) = \min\{\, n \in \mathbb{N}_{>0} \mid g^n = e \,\}",
    r"\Bigl\lfloor \frac{n}{2} \Bigr\rfloor + \Bigl\lceil \frac{n}{2} \Bigr\rceil = n",
    r"\begin{pmatrix} 1 & 1 \\ 0 & 1 \end{pmatrix}^n"
    r" = \begin{pmatrix} 1 & n \\ 0 & 1 \end{pmatrix}",
    r"A = \begin{bmatrix} a_{11} & \cdots & a_{1n} \\ \vdots & \ddots & \vdots \\"
    r" a_{m1} & \cdots & a_{mn} \end{bmatrix} \in K^{m \times n}",
    r"\left(\begin{array}{cc|c} 1 & 2 & 3 \\ 4 & 5 & 6 \end{array}\right)",
    r"\begin{array}{c|cc} + & 0 & 1 \\ \hline 0 & 0 & 1 \\ 1 & 1 & 0 \end{array}",
    r"\begin{vmatrix} a & b \\ c & d \end{vmatrix} = ad - bc",
    r"\det(A) = \sum_{\sigma \in S_n} \operatorname{sgn}(\sigma) \prod_{i=1}^{n} a_{i,\sigma(i)}",
    r"\begin{aligned} (a+b)^2 &= (a+b)(a+b) \\[2pt] &= a^2 + 2ab + b^2 \end{aligned}",
    r"\begin{align*} 2x + 3y &= 7 & x &= 2 \\ x - y &= 1 & y &= 1 \end{align*}",
    r"\begin{align} x &= r\cos\varphi \label{eq:x} \\ y &= r\sin\varphi \nonumber \end{align}",
    r"\begin{eqnarray} x + y & = & 3 \\ x - y & = & 1 \end{eqnarray}",
    r"|x| = \begin{cases} x & \text{if $x \ge 0$,} \\ -x & \text{otherwise.} \end{cases}",
    r"\begin{equation} \begin{split} f(x) &= x^2 - 1 \\ &= (x-1)(x+1) \end{split} \end{equation}",
    r"\begin{gather} a \equiv b \pmod{n} \\ n \mid a - b \end{gather}",
    r"\begin{multline} p(x) = x^5 + 4x^4 - 3x^3 \\ + 2x^2 - x + 7 \end{multline}",
    r"\newcommand{\ZZ}{\mathbb{Z}} \ZZ/n\ZZ \cong \ZZ_n",
    r"\newcommand{\norm}[1]{\left\lVert #1 \right\rVert} \norm{u+v} \le \norm{u} + \norm{v}",
    r"\def\inner#1#2{\langle #1, #2 \rangle} \inner{u}{v} = \overline{\inner{v}{u}}",
    r"\DeclareMathOperator{\rank}{rank} \rank(A) + \dim\ker A = n",
    r"\varphi\colon G \to H, \quad \ker\varphi \trianglelefteq G",
    r"G/\ker\varphi \xrightarrow{\;\sim\;} \operatorname{im}\varphi",
    r"0 \longrightarrow A \stackrel{f}{\longrightarrow} B \stackrel{g}{\longrightarrow} C \to 0",
    r"\mathfrak{a} + \mathfrak{b} = R \implies R/\mathfrak{ab} \cong R/\mathfrak{a} \times"
    r" R/\mathfrak{b}",
    r"\boldsymbol{v} = \sum_{i=1}^{n} \lambda_i \boldsymbol{e}_i \overset{!}{=} \mathbf{0}",
    r"x_{1,2} = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}",
    r"\sqrt[n]{z} = \sqrt[n]{r}\, e^{i(\varphi + 2k\pi)/n}, \qquad k = 0, \dots, n-1",
    r"\left. \frac{\partial f}{\partial x} \right|_{x=0} = f'(0), \quad f''(x), \quad f'''",
    r"\bigl( \bigl( a \circ b \bigr) \circ c \bigr) = \bigl( a \circ ( b \circ c ) \bigr) \tag{3}",
    r"\hat{x}, \bar{y}, \tilde{z}, \vec{v}, \dot{q}, \ddot{q}, \widehat{ABC}, \overline{z}",
    r"\color{red} a \color{black} + \textcolor{blue}{b} % the colours are for slides",
)
ALGORITHMS = (
    r"T(n) = \begin{cases} \Theta(1) & n \le 1 \\ 2T(n/2) + \Theta(n) & n > 1 \end{cases}",
    r"T(n) = \mathcal{O}(n \log n), \quad T(n) = \Omega(n), \quad T(n) = o(n^2)",
    r"\sum_{i=1}^{n} i = \frac{n(n+1)}{2} = \binom{n+1}{2}",
    r"\sum_{\substack{1 \le i < j \le n \\ i + j \text{ odd}}} a_i a_j",
    r"h(k) = \bigl\lfloor m \, (kA \bmod 1) \bigr\rfloor",
    r"h_{a,b}(k) = ((ak + b) \bmod p) \bmod m",
    r"\gcd(a, b) = \gcd(b, a \bmod b)",
    r"a^{p-1} \equiv 1 \pmod p",
    r"d[v] \gets \min\bigl\{ d[v],\; d[u] + w(u,v) \bigr\}",
    r"\operatorname*{arg\,min}_{x \in X} f(x) = \Bigl\{ x \Bigm| f(x) = \min_{y} f(y) \Bigr\}",
    r"\Pr\left[ X \ge t \right] \le \frac{\mathbb{E}[X]}{t}",
    r"\mathbb{E}\left[ \sum_{i=1}^n X_i \right] = \sum_{i=1}^n \mathbb{E}[X_i]",
    r"\lim_{n \to \infty} \left( 1 + \frac{1}{n} \right)^{\!n} = e",
    r"\underbrace{1 + 1 + \cdots + 1}_{n\text{ times}} = n",
    r"\overbrace{x \cdot x \cdots x}^{k} = x^k",
    r"F_n = \frac{1}{\sqrt{5}} \Biggl[ \biggl( \frac{1+\sqrt{5}}{2} \biggr)^n"
    r" - \biggl( \frac{1-\sqrt{5}}{2} \biggr)^n \Biggr]",
    r"\prod_{p \text{ prime}} \frac{1}{1 - p^{-s}} = \sum_{n=1}^{\infty} \frac{1}{n^s}",
    r"H_n = \sum_{k=1}^{n} \frac1k = \ln n + \gamma + \mathcal{O}\!\left(\tfrac{1}{n}\right)",
    r"n! \sim \sqrt{2\pi n} \left( \frac{n}{e} \right)^n",
    r"L = \{ w \in \Sigma^* \mid w = w^{\mathrm{R}} \}, \quad \varepsilon \in L",
    r"q_0 \xrightarrow{a} q_1 \xrightarrow[\varepsilon]{b} q_2",
    r"\mathtt{A}[i] \leftrightarrow \mathtt{A}[j], \quad \mathsf{P} \subseteq \mathsf{NP}",
    r"(p \land q) \lor \neg r \iff \lnot(\lnot p \lor \lnot q) \lor \bar r",
    r"\underset{x \in \mathbb{R}^n}{\operatorname{minimize}} \quad c^{\mathsf T} x \quad"
    r" \text{subject to } Ax \le b",
    r"\begin{array}{|l|r|} \hline n & n! \\ \hline 5 & 120 \\ 10 & 3628800 \\ \hline \end{array}",
    r"\left\lceil \log_2 (n+1) \right\rceil - 1 \le h \le n - 1",
    r"a_1, a_2, \ldots, a_n \quad b_1 + \dotsb + b_n \quad c_1 \dotsm c_n \quad \dotsc",
    r"\begin{Bmatrix} n \\ k \end{Bmatrix} = k \begin{Bmatrix} n-1 \\ k \end{Bmatrix}"
    r" + \begin{Bmatrix} n-1 \\ k-1 \end{Bmatrix}",
)
SIXTY = ALGEBRA + ALGORITHMS
