import DefaultTheme from 'vitepress/theme';
import './drawn-graphs.css';

export default DefaultTheme;
